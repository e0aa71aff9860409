/// A long report that nobody wrote: what speed and pagination are tried with.
///
/// All of it follows from a seed, so that it is the same everywhere.
public struct StressDocument {
  /// How much of everything there is.
  public struct Size: Sendable {
    /// How many chapters it has.
    public var chapters: Int
    /// How many figures it has.
    public var figures: Int
    /// How many tables it has.
    public var tables: Int
    /// How many notes it has.
    public var notes: Int
    /// How many citations it has.
    public var citations: Int
    /// The paragraphs of all chapters.
    public var paragraphs: Int

    /// About two hundred pages.
    public static let full = Size(
      chapters: 20, figures: 300, tables: 100, notes: 400, citations: 500, paragraphs: 520)

    /// A part of the full size, of at least one chapter.
    public func divided(by part: Int) -> Size {
      Size(
        chapters: max(1, chapters / part), figures: figures / part, tables: tables / part,
        notes: notes / part, citations: citations / part, paragraphs: max(1, paragraphs / part))
    }
  }

  /// The files by their paths: `report.md`, `works.bib`, `charts/…`.
  public private(set) var files: [(path: String, text: String)] = []

  private let size: Size
  private var random = SeededNumbers(seed: 1786)
  private var text = ""
  private var notes = ""
  private var counts = Counts()

  private struct Counts {
    var figures = 0
    var tables = 0
    var notes = 0
    var citations = 0
  }

  /// Makes a document of a size; `format` is a shape that it asks for.
  public init(_ size: Size, format: String = "briefing") {
    self.size = size
    text = """
      ---
      title: A long report on many things
      author: Nobody
      date: 2026-05-01
      lang: en-GB
      format: \(format)
      toc: true
      toc-depth: 1
      number-sections: true
      bibliography: works.bib
      ---


      """
    for chapter in 0..<size.chapters { addChapter(chapter) }
    files.insert(("report.md", text + notes), at: 0)
    files.append(("works.bib", bibliography()))
  }

  // MARK: Text

  private mutating func addChapter(_ chapter: Int) {
    text += "# \(StressWords.title(&random)) {#sec-\(chapter + 1)}\n\n"
    let paragraphs = max(
      1,
      size.paragraphs * (chapter + 1) / size.chapters - size.paragraphs * chapter / size.chapters)
    for number in 0..<paragraphs {
      if number > 0, number % 8 == 0 { text += "## \(StressWords.title(&random))\n\n" }
      let done = (chapter * paragraphs + number + 1, of: size.chapters * paragraphs)
      func due(_ whole: Int) -> Int { whole * done.0 / done.of }
      let wanted = Counts(
        figures: due(size.figures), tables: due(size.tables), notes: due(size.notes),
        citations: due(size.citations))
      addParagraph(upTo: wanted)
    }
  }

  /// Adds a paragraph, with what is still missing of each kind.
  private mutating func addParagraph(upTo wanted: Counts) {
    var sentences = (0..<(3 + random.below(4))).map { _ in StressWords.sentence(&random) }
    var below = ""
    while counts.figures < wanted.figures {
      counts.figures += 1
      sentences.append("This is what @fig-\(counts.figures) shows.")
      below += figure(counts.figures)
    }
    while counts.tables < wanted.tables {
      counts.tables += 1
      sentences.append("The numbers stand in @tbl-\(counts.tables).")
      below += table(counts.tables)
    }
    while counts.notes < wanted.notes {
      counts.notes += 1
      let place = random.below(sentences.count)
      sentences[place] += "[^n\(counts.notes)]"
      let length = 1 + random.below(3)
      let words = (0..<length).map { _ in StressWords.sentence(&random) }
      self.notes += "[^n\(counts.notes)]: \(words.joined(separator: " "))\n\n"
    }
    while counts.citations < wanted.citations {
      counts.citations += 1
      let place = random.below(sentences.count)
      sentences[place] +=
        " As others found [@work\(counts.citations), p. \(1 + random.below(400))]."
    }
    text += sentences.joined(separator: " ") + "\n\n" + below
  }

  private mutating func table(_ number: Int) -> String {
    let columns = 3 + random.below(4)
    var lines = "| Year |" + (1..<columns).map { " Series \($0) |" }.joined() + "\n"
    lines += "|:--|" + (1..<columns).map { _ in "--:|" }.joined() + "\n"
    for row in 0..<(4 + random.below(6)) {
      let cells = (1..<columns).map { _ in " \(random.below(9000)).\(random.below(10)) |" }
      lines += "| \(1950 + row) |" + cells.joined() + "\n"
    }
    return lines + "\n: \(StressWords.sentence(&random)) {#tbl-\(number)}\n\n"
  }

  // MARK: Figures

  private mutating func figure(_ number: Int) -> String {
    let path = "charts/fig-\(number).vl.yaml"
    files.append((path, chart(number)))
    let width = [100, 100, 100, 70][random.below(4)]
    return "![\(StressWords.sentence(&random))](\(path)){#fig-\(number) width=\(width)% "
      + "height=\(34 + random.below(20))mm}\n\n"
  }

  private mutating func chart(_ number: Int) -> String {
    let mark = ["line", "bar", "area", "point"][number % 4]
    let values = (0..<12).map { index in
      "{year: \(1950 + index), value: \(random.below(900) + 40), other: \(random.below(300))}"
    }
    return """
      title: \(StressWords.title(&random))
      data: {values: [\(values.joined(separator: ", "))]}
      mark: \(mark)
      encoding:
        x: {field: year, type: year}
        y: {field: value, type: quantitative}

      """
  }

  // MARK: Works

  private mutating func bibliography() -> String {
    (1...max(1, size.citations)).map { number in
      let names = (0...random.below(3)).map { _ in StressWords.name(&random) }
      let title = StressWords.title(&random)
      return """
        @article{work\(number),
          author = {\(names.joined(separator: " and "))},
          title = {\(title)},
          journal = {Journal of \(StressWords.title(&random))},
          year = {\(1950 + random.below(70))},
          volume = {\(1 + random.below(60))},
          pages = {\(100 + random.below(100))--\(210 + random.below(100))},
          doi = {10.1000/\(number).\(random.below(10000))}
        }

        """
    }.joined(separator: "\n")
  }
}

/// Words put together as sentences that mean nothing.
enum StressWords {
  private static let nouns = [
    "harvest", "administration", "commission", "district", "railway", "statistician", "reservoir",
    "province", "correspondence", "ministry", "production", "measurement", "conference", "worker",
    "population", "newspaper", "forecast", "granary", "consumption", "transportation", "archive",
    "investigation", "furnace", "engineer", "department", "observer", "agreement", "committee",
    "distribution", "registration", "difference", "government", "household", "estimate", "village",
    "manufacture", "representative", "campaign", "interpretation", "circumstance", "document",
  ]
  private static let verbs = [
    "reported", "described", "anticipated", "exceeded", "measured", "questioned", "recommended",
    "transferred", "published", "overlooked", "established", "contradicted", "investigated",
    "organised", "reconsidered", "calculated", "confirmed", "distinguished", "illustrated",
  ]
  private static let adjectives = [
    "provincial", "considerable", "preliminary", "agricultural", "unexpected", "industrial",
    "official", "remarkable", "incomplete", "characteristic", "contemporary", "independent",
    "successive", "particular", "comparable", "statistical", "administrative", "different",
  ]
  private static let joints = [
    "although", "because", "while", "since", "whenever", "after", "before", "so that",
  ]
  private static let families = [
    "Abel", "Brandt", "Chen", "Dupont", "Evans", "Fischer", "García", "Hughes", "Ivanov", "Jones",
    "Kowalski", "Li", "Müller", "Novak", "O'Brien", "Park", "Quinn", "Rossi", "Sato", "Tanaka",
    "Ueda", "van Dijk", "Weber", "Xu", "Yang", "Zhang", "de Vries", "Ó Gráda",
  ]

  static func sentence(_ random: inout SeededNumbers) -> String {
    var words = clause(&random)
    if random.below(3) > 0 { words += " \(joints[random.below(joints.count)]) \(clause(&random))" }
    if random.below(4) == 0 { words += ", by \(random.below(90) + 3).\(random.below(10)) per cent" }
    return words.prefix(1).uppercased() + words.dropFirst() + "."
  }

  private static func clause(_ random: inout SeededNumbers) -> String {
    "the \(thing(&random)) \(verbs[random.below(verbs.count)]) the \(thing(&random))"
      + " of the \(nouns[random.below(nouns.count)])"
  }

  private static func thing(_ random: inout SeededNumbers) -> String {
    let noun = nouns[random.below(nouns.count)]
    return random.below(2) == 0 ? noun : "\(adjectives[random.below(adjectives.count)]) \(noun)"
  }

  static func title(_ random: inout SeededNumbers) -> String {
    let words = thing(&random)
    return words.prefix(1).uppercased() + words.dropFirst()
      + " and \(nouns[random.below(nouns.count)])"
  }

  static func name(_ random: inout SeededNumbers) -> String {
    let letters = Array("ABCDEFGHJKLMNPRSTW")
    let given = "\(letters[random.below(letters.count)]). \(letters[random.below(letters.count)])."
    return "\(families[random.below(families.count)]), \(given)"
  }
}
