import Charting
import Diagnostics
import Tables

/// The list of all sources of the data in a document: what each is, its terms, and which figures
/// and tables use it.
struct SourceIndex {
  /// A figure or a table, and the data that it is made from.
  private struct Use {
    var name: String
    var label: String
    var files: [DataFile]
    var keys: [String]
  }

  /// A source, and what uses it.
  private struct Entry {
    var text: String
    var address: String?
    var terms: String?
    var termsAddress: String?
    var uses: [Use] = []
  }

  private let document: Document
  private let loader: DataLoader
  private var entries: [String: Entry] = [:]
  private var log = DiagnosticLog()

  /// The document with its lists of sources filled; `charts` are those of its figures.
  static func filled(
    _ document: Document, charts: [DrawnChart?], loader: DataLoader, log: inout DiagnosticLog
  ) -> Document {
    var hasList = false
    document.blocks.forEachBlock { block in
      if case .sources = block.kind { hasList = true }
    }
    guard hasList else { return document }
    var index = SourceIndex(document: document, loader: loader)
    for use in index.uses(charts) { index.add(use) }
    var filled = document
    filled.blocks = document.blocks.mapped { block in
      guard case .sources = block.kind else { return [block] }
      let lines = index.lines(at: block.place)
      if lines.isEmpty { index.log.add(.noSources(at: block.place)) }
      for file in index.namelessFiles(charts) {
        index.log.add(.unknownSource(file, at: block.place))
      }
      return [Block(.sources(lines), at: block.place)]
    }
    log.add(contentsOf: index.log)
    return filled
  }

  private init(document: Document, loader: DataLoader) {
    self.document = document
    self.loader = loader
  }

  // MARK: What is used

  /// The figures and tables with data, in the order of the document.
  private func uses(_ charts: [DrawnChart?]) -> [Use] {
    let words = document.words
    var uses: [Use] = []
    func add(_ figure: FigureBlock) {
      guard charts.indices.contains(figure.index), let chart = charts[figure.index] else { return }
      let number = figure.number.map { "\u{A0}\($0)\(figure.letter ?? "")" } ?? ""
      uses.append(
        Use(
          name: figure.id?.text ?? "figure-\(figure.index + 1)", label: words.figure + number,
          files: chart.files, keys: chart.sourceKeys))
    }
    document.blocks.forEachBlock { block in
      switch block.kind {
      case .figure(let figure):
        if figure.panels.isEmpty { add(figure) }
        for panel in figure.panels.joined() { panel.figure.map(add) }
      case .table(let table):
        let number = table.number.map { "\u{A0}\($0)" } ?? ""
        uses.append(
          Use(
            name: table.id?.text ?? table.number.map { "table-\($0)" } ?? "",
            label: words.table + number, files: table.files, keys: table.sourceKeys))
      default: break
      }
    }
    return uses
  }

  private mutating func add(_ use: Use) {
    for file in use.files {
      guard let package = file.package else { continue }
      let catalog = loader.sources(of: package, log: &log)
      let keys = use.keys.filter { catalog?.row(of: $0) != nil }
      if let catalog {
        for key in keys { add(use, "\(package.folder ?? "") \(key)") { Self.entry(key, catalog) } }
      }
      let license = file.resource?.licenses.first ?? (keys.isEmpty ? package.licenses.first : nil)
      let general = keys.isEmpty ? file.generalSources : []
      for source in general {
        add(use, "\(package.folder ?? "") \(source.title)") {
          Entry(text: source.title, address: source.path)
        }
      }
      guard let resource = file.resource, let license else { continue }
      // Of data with one source the terms stand with it; others are named themselves.
      if let source = general.first, general.count == 1,
        take(license, for: "\(package.folder ?? "") \(source.title)")
      {
        continue
      }
      add(use, file.text.name) {
        Entry(
          text: "\(resource.title ?? resource.name) (\(FilePath.name(of: resource.path)))",
          terms: license.title ?? license.name, termsAddress: license.path)
      }
    }
  }

  /// Gives an entry its terms; says whether it has no others.
  private mutating func take(_ license: DataPackage.License, for key: String) -> Bool {
    guard var entry = entries[key] else { return false }
    let terms = license.title ?? license.name
    guard entry.terms == nil || entry.terms == terms else { return false }
    (entry.terms, entry.termsAddress) = (terms, license.path)
    entries[key] = entry
    return true
  }

  private mutating func add(_ use: Use, _ key: String, _ entry: () -> Entry) {
    var known = entries[key] ?? entry()
    if !known.uses.contains(where: { $0.name == use.name && $0.label == use.label }) {
      known.uses.append(use)
    }
    entries[key] = known
  }

  private static func entry(_ key: String, _ catalog: KeyCatalog) -> Entry {
    func text(_ columns: [String]) -> String? {
      for column in columns {
        let value = catalog.value(column, of: key)
        if !value.isNull, !value.text.trimmed.isEmpty { return value.text.trimmed }
      }
      return nil
    }
    return Entry(
      text: text(["citation", "title", "attribution"]) ?? key,
      address: text(["url", "doi", "path", "address"]),
      terms: text(["license", "licence", "terms", "rights"]))
  }

  /// The files of data of which nobody says where they come from.
  private func namelessFiles(_ charts: [DrawnChart?]) -> [String] {
    var names: [String] = []
    for use in uses(charts) where use.keys.isEmpty {
      for file in use.files where file.generalSources.isEmpty {
        if file.resource?.licenses.isEmpty ?? true, !names.contains(file.text.name) {
          names.append(file.text.name)
        }
      }
    }
    return names
  }

  // MARK: Words

  private func lines(at place: Place) -> [[Inline]] {
    let sorted = entries.sorted { a, b in
      (a.value.text.lowercased(), a.key) < (b.value.text.lowercased(), b.key)
    }
    return sorted.map { line($0.value, at: place) }
  }

  private func line(_ entry: Entry, at place: Place) -> [Inline] {
    var line = [Inline.text(entry.text.endingInStop, at: place)]
    if let address = entry.address {
      line.append(.text(" ", at: place))
      let isAddress = address.hasPrefix("http://") || address.hasPrefix("https://")
      let words = Inline.text(address, at: place)
      line.append(isAddress ? Inline(.link([words], .address(address)), at: place) : words)
      line.append(.text(".", at: place))
    }
    if let terms = entry.terms {
      line.append(.text(" \(document.words.terms): ", at: place))
      let words = Inline.text(terms, at: place)
      line.append(
        entry.termsAddress.map { Inline(.link([words], .address($0)), at: place) } ?? words)
      if !terms.hasSuffix(".") { line.append(.text(".", at: place)) }
    }
    line.append(.text(" \(document.words.usedIn) ", at: place))
    for (index, use) in entry.uses.enumerated() {
      if index > 0 { line.append(.text(", ", at: place)) }
      let words = Inline.text(use.label, at: place)
      line.append(
        use.name.isEmpty ? words : Inline(.link([words], .destination(use.name)), at: place))
    }
    return line + [.text(".", at: place)]
  }
}

extension String {
  /// The text with a full stop, unless it ends in a sign that closes.
  var endingInStop: String {
    let closing: [Character] = [".", "?", "!"]
    let last = trimmingEnd { "”’\"»“)".contains($0) }.last
    return last.map(closing.contains) ?? true ? self : self + "."
  }
}

extension Diagnostic {
  static func noSources(at place: Place) -> Diagnostic {
    .warning(
      "no-sources", "there are no sources to list", at: place,
      why: "the list is made from the data packages of the data in figures and tables",
      hint: "name the sources in a datapackage.json, or take the list out")
  }

  static func unknownSource(_ file: String, at place: Place) -> Diagnostic {
    .warning(
      "unknown-source", "nothing says where the data of '\(file)' come from", at: place,
      why: "a source is named in the data package, for the rows or for the whole",
      hint: "add 'sources' to its datapackage.json")
  }
}
