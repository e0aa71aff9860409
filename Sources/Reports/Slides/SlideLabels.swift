import Diagnostics

/// Finds out which slides have to say "Figure 1" or "Table 1", since a sentence calls what they show
/// so and no caption does.
struct SlideLabels {
  private let document: Document
  /// What figures and tables are called, by the names by which links find them or their panels.
  private var labels: [String: String] = [:]

  init(_ document: Document) {
    self.document = document
    var labels: [String: String] = [:]
    document.blocks.forEachBlock { block in
      switch block.kind {
      case .figure(let figure):
        guard let number = figure.number else { return }
        let label = "\(document.words.figure)\u{A0}\(number)"
        labels[figure.linkName] = label
        for panel in figure.panels.joined() {
          if let name = panel.figure?.linkName { labels[name] = label }
        }
      case .table(let table):
        guard let number = table.number else { return }
        labels[table.id?.text ?? "table-\(number)"] = "\(document.words.table)\u{A0}\(number)"
      default: break
      }
    }
    self.labels = labels
  }

  /// The slides with their labels; with `beside`, what is said is read as well.
  func labelled(_ slides: [Slide], beside: [Block]?) -> [Slide] {
    var called: Set<String> = []
    for slide in slides {
      called.formUnion(labels(in: [Block(.paragraph(slide.headline), at: slide.place)]))
      called.formUnion(labels(in: slide.blocks.withoutSaidCaptions))
      if beside != nil { called.formUnion(labels(in: slide.captions + slide.notes)) }
    }
    called.formUnion(labels(in: beside ?? []))
    return slides.map { slide in
      var slide = slide
      slide.label = shown(on: slide).filter(called.contains).joined(separator: ", ")
      return slide
    }
  }

  /// What the links in some blocks, and in the notes that these call, lead to.
  private func labels(in blocks: [Block]) -> [String] {
    var found: [String] = []
    var notes: [Int] = []
    func look(_ inline: Inline) {
      if case .link(_, .destination(let name)) = inline.kind, let label = labels[name] {
        found.append(label)
      }
      if case .note(let index) = inline.kind { notes.append(index) }
    }
    blocks.forEachInline(look)
    for note in document.withInnerNotes(notes) { document.notes[note].blocks.forEachInline(look) }
    return found
  }

  /// The labels of the figures and tables on a slide whose captions do not say them.
  private func shown(on slide: Slide) -> [String] {
    var found: [String] = []
    slide.blocks.forEachBlock { block in
      switch block.kind {
      case .figure(let figure) where figure.number == nil:
        if let label = labels[figure.linkName] { found.append(label) }
      case .table(let table) where table.number == nil:
        if let label = table.id.flatMap({ labels[$0.text] }) { found.append(label) }
      default: break
      }
    }
    return found
  }
}

extension FigureBlock {
  /// The name by which links find it.
  fileprivate var linkName: String { id?.text ?? "figure-\(index + 1)" }
}

extension [Block] {
  /// The same without captions that are not shown.
  fileprivate var withoutSaidCaptions: [Block] {
    mapped { block in
      guard case .figure(var figure) = block.kind, figure.number == nil else { return [block] }
      figure.caption = []
      return [Block(.figure(figure), at: block.place)]
    }
  }
}
