import Canvas
import Charting
import Diagnostics
import Tables

/// What a shape of a document was made of.
public struct ShapeTrace: Sendable {
  /// The texts that were read for it, each once: the document, what it includes, bibliographies, the
  /// theme, the specs of its charts.
  public var texts: [SourceText] = []
  /// The pictures that stand in it, by the names under which they were found.
  public var pictures: [OutputRecord.File] = []
  /// What its charts and tables use of each data file, in order of first use.
  public var uses: [DataUse] = []
  /// The keys of the sources of these data, in order of first use.
  public var sourceKeys: [String] = []

  /// Adds a text that was read, as it was written.
  ///
  /// Of two with one name the first counts: a chart that was kept from a run before may still know
  /// the text in which it stood then.
  mutating func add(_ text: SourceText) {
    let text = text.whole.written.source
    if !texts.contains(where: { $0.name == text.name }) { texts.append(text) }
  }

  /// Adds the cells on which what the text says of the data rests.
  mutating func add(_ claims: [Claim]) {
    for use in Claim.uses(of: claims) { uses.add(use) }
  }

  mutating func add(sources keys: [String]) {
    for key in keys where !sourceKeys.contains(key) { sourceKeys.append(key) }
  }
}

extension ShapeTrace {
  /// The trace of a document with its charts, in order; nil where a figure has none.
  init(_ document: Document, charts: [DrawnChart?], texts: [SourceText]) {
    for text in texts { add(text) }
    for (figure, chart) in zip(document.figures, charts) {
      guard let chart else { continue }
      if let trace = chart.trace {
        add(trace.spec.place.source)
        for use in trace.uses { uses.add(use) }
      } else if let picture = OutputRecord.File(pictureOf: figure, chart) {
        pictures.append(picture)
      }
      add(sources: chart.sourceKeys)
    }
    document.blocks.forEachBlock { block in
      guard case .table(let table) = block.kind else { return }
      for use in table.uses { uses.add(use) }
      add(sources: table.sourceKeys)
    }
  }
}

extension OutputRecord.File {
  /// The picture of a figure that is no chart; nil if it is one.
  init?(pictureOf figure: FigureBlock, _ drawn: DrawnChart) {
    guard let file = figure.pictureFile, let picture = drawn.scene.picture else { return nil }
    self.init(name: file.text, digest: ContentDigest(of: picture).description)
  }
}

extension Scene {
  /// The bytes of the picture that it shows, if it is nothing but one.
  fileprivate var picture: [UInt8]? {
    var found: [UInt8]?
    visit { mark in
      if case .image(let image) = mark.item { found = found ?? image.data }
    }
    return found
  }
}
