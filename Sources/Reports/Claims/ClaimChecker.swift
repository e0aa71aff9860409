import Charting
import Diagnostics
import Notation
import Tables

/// Checks the claims of a document, and writes the values that it asks for.
///
/// Done as soon as the document is read, before printer's signs are put in: after it, the text is as
/// if there were no claims in it.
struct ClaimChecker {
  private var evaluator: ClaimEvaluator
  private let falseClaims: Diagnostic.Severity
  private(set) var claims: [Claim] = []
  /// The claims that were checked before; nil if nobody keeps them.
  private let memory: DrawingMemory?
  /// The claims that were found: where, and what they are bound to.
  private var known: Set<Key> = []
  /// The words of all claims that are filled in, in the order in which they stand.
  private(set) var fills: [ExactText] = []

  /// A text of the front matter has one place for all that stands in it.
  private struct Key: Hashable {
    var place: Place
    var expression: String
  }

  private(set) var log = DiagnosticLog()

  /// The claims of a document; what its front matter gives names to is read, or reported.
  init(
    loader: DataLoader, document: SourceText, front: Node?, parameters: ReportParameters,
    falseClaims: Diagnostic.Severity = .error, memory: DrawingMemory? = nil
  ) {
    self.falseClaims = falseClaims
    self.memory = memory
    var log = DiagnosticLog()
    let definitions = Self.definitions(front?["claims"], log: &log)
    evaluator = ClaimEvaluator(
      data: ClaimData(loader: loader, document: document), parameters: parameters,
      definitions: definitions)
    self.log = log
  }

  /// The names under `claims` in the front matter.
  private static func definitions(
    _ node: Node?, log: inout DiagnosticLog
  ) -> [String: ClaimExpression] {
    guard let node, !node.isNull else { return [:] }
    guard let members = node.members else {
      log.add(.claimNames(at: node.place))
      return [:]
    }
    var definitions: [String: ClaimExpression] = [:]
    for member in members {
      let text = member.value.string ?? member.value.number.map { NumberText.text(of: $0) }
      guard let text else {
        log.add(.claimNames(at: member.value.place))
        continue
      }
      do throws(ClaimProblem) {
        definitions[member.key] = try ClaimParser.expression(
          of: Written(text, at: member.value.place))
      } catch {
        if let problem = error.diagnostic { log.add(problem) }
      }
    }
    return definitions
  }

  /// What was said of the data and of the claims.
  var problems: DiagnosticLog {
    var all = evaluator.data.log
    all.add(contentsOf: log)
    return all
  }

  // MARK: Documents

  /// Checks all claims of a document and takes them out of its text.
  mutating func check(_ tree: inout DocumentTree) {
    memory?.claims.begin(tree.revision)
    let language = tree.metadata.language
    tree.metadata.mapClaims { checked($0, language) }
    for format in ReportFormat.allCases {
      tree.variants[format]?.mapClaims { checked($0, language) }
    }
    tree.blocks = checked(tree.blocks, language)
    for index in tree.notes.indices {
      tree.notes[index].blocks = checked(tree.notes[index].blocks, language)
    }
    tree.claims = claims
  }

  /// Blocks without claims.
  mutating func checked(_ blocks: [Block], _ language: String) -> [Block] {
    var result: [Block] = []
    for block in blocks {
      guard case .division(let inner, let attributes) = block.kind else {
        result += [block].mappedInlines { checked($0, language) }
          .mapped { [withAlternatives($0, language)] }
        continue
      }
      let own = attributes["lang"]?.text ?? language
      result.append(Block(.division(checked(inner, own), attributes), at: block.place))
    }
    return result
  }

  /// Running text without claims.
  mutating func checked(_ inlines: [Inline], _ language: String) -> [Inline] {
    var result: [Inline] = []
    for inline in inlines {
      if case .citation(let citation, let affixes) = inline.kind {
        let checked = affixes.map { affix in
          CitationAffix(
            prefix: self.checked(affix.prefix, language),
            suffix: self.checked(affix.suffix, language))
        }
        result.append(Inline(.citation(citation, affixes: checked), at: inline.place))
        continue
      }
      guard case .span(let words, let attributes) = inline.kind else {
        result.append(
          inline.children.isEmpty
            ? inline : inline.with(children: checked(inline.children, language)))
        continue
      }
      let own = attributes["lang"]?.text ?? language
      let inner = checked(words, own)
      guard attributes.isClaim else {
        result.append(inline.with(children: inner))
        continue
      }
      let final = claim(inner, attributes, own, at: inline.place)
      let rest = attributes.withoutClaim
      if rest.isEmpty {
        result += final
      } else {
        result.append(Inline(.span(final, rest), at: inline.place))
      }
    }
    return result
  }

  /// A figure with the claims in its alternative texts.
  private mutating func withAlternatives(_ block: Block, _ language: String) -> Block {
    guard case .figure(var figure) = block.kind else { return block }
    checkAlternatives(&figure, language)
    return Block(.figure(figure), at: block.place)
  }

  private mutating func checkAlternatives(_ figure: inout FigureBlock, _ language: String) {
    if let words = figure.alternativeWords {
      figure.alternative = checked(words, language).plainText
    }
    guard case .panels(var rows) = figure.content else { return }
    for row in rows.indices {
      for column in rows[row].indices {
        guard var panel = rows[row][column].figure else { continue }
        checkAlternatives(&panel, language)
        rows[row][column].figure = panel
      }
    }
    figure.content = .panels(rows)
  }

  // MARK: One claim

  /// The words of a claim, which is checked unless it has been against the same data.
  private mutating func claim(
    _ words: [Inline], _ attributes: Attributes, _ language: String, at place: Place
  ) -> [Inline] {
    let written = attributes["claim"] ?? attributes["fill"]
    let values = attributes.values.map { "\($0.key.text)=\($0.value.text)" }
    let key = ClaimMemory.Key(
      place: place, expression: written?.text ?? "", words: words.plainText,
      attributes: (values + attributes.classes.map(\.text)).joined(separator: "\n"),
      language: language)
    if let kept = memory?.claims.kept(key, &evaluator.data) {
      let told = Key(place: place, expression: key.expression)
      if known.insert(told).inserted { claims.append(kept.claim) }
      if kept.claim.isFilled { fills.append(ExactText(kept.words.plainText)) }
      return kept.words
    }
    let (messages, data) = (log.entries.count, evaluator.data.log.entries.count)
    let count = claims.count
    let final = checked(words, attributes, language, at: place)
    if attributes["fill"] != nil || attributes.fillClass != nil {
      fills.append(ExactText(final.plainText))
    }
    if claims.count > count, let claim = claims.last, log.entries.count == messages,
      evaluator.data.log.entries.count == data
    {
      let tables = evaluator.touched.sorted().map { evaluator.data.sources[$0] }
      memory?.claims.keep(ClaimMemory.Kept(claim: claim, words: final, tables: tables), for: key)
    }
    return final
  }

  private mutating func checked(
    _ words: [Inline], _ attributes: Attributes, _ language: String, at place: Place
  ) -> [Inline] {
    guard let written = attributes["claim"] ?? attributes["fill"] else {
      if let fill = attributes.fillClass { log.add(.fillWithoutClaim(fill)) }
      return words
    }
    if let second = attributes["fill"], attributes["claim"] != nil {
      log.add(.claimTwice(second))
    }
    let isFilled = attributes["fill"] != nil || attributes.fillClass != nil
    if let format = attributes["format"], !isFilled { log.add(.formatWithoutFill(format)) }
    evaluator.startClaim()
    do throws(ClaimProblem) {
      var items: [ClaimWords.Item] = []
      let asked = try ClaimParser.items(of: written)
      for item in asked {
        // In a text of the front matter nothing is known of the places of its parts.
        let own = item.place.text
        let isPart = asked.count > 1 && written.text.contains(own)
        items.append(try evaluator.value(of: item, writtenAs: isPart ? own : written.text))
      }
      let writer = ClaimWords(language: language)
      var final = words
      var against: Diagnostic?
      if isFilled {
        final = try filled(words, items, attributes, written, writer, at: place)
      } else if var problem = writer.problem(
        words, items, evaluator.cells, at: attributes.wordsPlace(in: place))
      {
        if problem.isFalseClaim {
          problem.severity = falseClaims
          against = problem
        }
        log.add(problem)
      }
      // The shapes of a document share their title and their abstract.
      if known.insert(Key(place: place, expression: written.text)).inserted {
        claims.append(
          Claim(
            text: final.plainText, place: place, expression: written.text,
            values: items.map(\.value), cells: evaluator.cells, problem: against,
            isFilled: isFilled))
      }
      return final
    } catch {
      // What is wrong with a table is told of it, and not of each claim that looks at it.
      guard var problem = error.diagnostic, !evaluator.data.hasErrors(in: evaluator.touched) else {
        return words
      }
      if problem.isFalseClaim {
        problem.severity = falseClaims
        claims.append(
          Claim(
            text: words.plainText, place: place, expression: written.text, values: [], cells: [],
            problem: problem, isFilled: isFilled))
      }
      log.add(problem)
      return words
    }
  }

  private mutating func filled(
    _ words: [Inline], _ items: [ClaimWords.Item], _ attributes: Attributes, _ written: Written,
    _ writer: ClaimWords, at place: Place
  ) throws(ClaimProblem) -> [Inline] {
    for item in items {
      if case .truth = item.value { throw ClaimProblem(.fillOfTruth(at: written.place)) }
    }
    if let problem = writer.fillProblem(words, items, at: attributes.wordsPlace(in: place)) {
      throw ClaimProblem(problem)
    }
    let format = attributes["format"].flatMap {
      FillFormat($0, language: writer.language, log: &log)
    }
    return writer.filled(words, items, format: format, at: place)
  }
}

extension Metadata {
  /// Maps the texts of the front matter that may hold claims.
  mutating func mapClaims(_ map: ([Inline]) -> [Inline]) {
    title = map(title)
    subtitle = map(subtitle)
    shortTitle = map(shortTitle)
    abstract = abstract.map(map)
  }
}

extension Attributes {
  /// The class that asks for the value in place of the words.
  fileprivate var fillClass: Written? { classes.first { $0.text == "fill" } }

  /// Whether a span is bound to the data.
  var isClaim: Bool { self["claim"] != nil || self["fill"] != nil || fillClass != nil }

  /// Where the words of a span stand, between its square brackets.
  fileprivate func wordsPlace(in span: Place) -> Place {
    guard let place, place.source === span.source, place != span,
      span.range.lowerBound + 1 < place.range.lowerBound - 1
    else { return span }
    return Place(
      source: span.source, range: span.range.lowerBound + 1..<place.range.lowerBound - 1)
  }

  /// What is left once a claim has been checked.
  fileprivate var withoutClaim: Attributes {
    var rest = self
    rest.classes.removeAll { $0.text == "fill" }
    rest.values.removeAll { ["claim", "fill", "format"].contains($0.key.text) }
    return rest
  }
}
