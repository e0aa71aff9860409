import Charting
import Diagnostics
import Notation
import Tables

/// A value that a run gives to a parameter of a document, such as `-P province=Anhui`.
public struct ParameterWish: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The value, as it is written.
  public var text: String
  /// Where it is written, if that is in a file.
  public var place: Place?

  /// Creates a wish.
  public init(name: String, text: String, place: Place? = nil) {
    self.name = name
    self.text = text
    self.place = place
  }
}

/// The parameters of a document: those that its front matter declares under `params`, with the
/// values that the run gives them.
struct ReportParameters: Sendable {
  /// A name with a value.
  struct Parameter: Sendable {
    var name: String
    var value: Tables.Value
    /// The value as a text shows it.
    var text: String
  }

  /// In the order in which they are declared.
  private(set) var all: [Parameter] = []

  /// Makes of each text a part of the name of a file.
  mutating func showAsNames() {
    for index in all.indices { all[index].text = FileNameText.part(all[index].text) }
  }

  /// What charts and filters see.
  var given: [GivenParameter] { all.map { GivenParameter(name: $0.name, value: $0.value) } }

  /// Reads the declarations, and lays the wishes of a run over them; problems are in the log.
  static func read(
    _ front: Node?, _ wishes: [ParameterWish], in source: SourceText, log: inout DiagnosticLog
  ) -> ReportParameters {
    var parameters = ReportParameters()
    let declared = front?["params"]
    if let declared, declared.members == nil, !declared.isNull {
      log.add(.parametersShape(declared))
    }
    for member in declared?.members ?? [] {
      parameters.add(member, wishes.last { $0.name == member.key }, log: &log)
    }
    let known = declared?.members?.map(\.key) ?? []
    for wish in wishes where !known.contains(wish.name) {
      log.add(.undeclaredParameter(wish.name, known: known, in: source))
    }
    return parameters
  }

  private mutating func add(
    _ member: Node.Member, _ wish: ParameterWish?, log: inout DiagnosticLog
  ) {
    let node = member.value
    guard node.members == nil, node.elements == nil else {
      log.add(.parameterKind(member))
      return
    }
    guard let wish else {
      if node.isNull { log.add(.missingParameter(member)) } else { addDeclared(member) }
      return
    }
    guard let value = ReportParameters.value(wish.text, like: node) else {
      log.add(.parameterValue(wish, member))
      // It is declared: what uses it is not wrong too.
      addDeclared(member)
      return
    }
    all.append(Parameter(name: member.key, value: value, text: wish.text))
  }

  private mutating func addDeclared(_ member: Node.Member) {
    let node = member.value
    all.append(Parameter(name: member.key, value: Value(scalar: node), text: node.shownText))
  }

  /// The values that an attribute `params="rows=10, part='a, b'"` gives to parameters of a chart.
  static func given(
    by written: Written, to declared: [(name: String, value: Node)], log: inout DiagnosticLog
  ) -> [GivenParameter] {
    let list = ListAttribute(written)
    if let problem = list.problem { log.add(.parameterList(at: problem)) }
    return list.entries.compactMap { entry in
      guard let parameter = declared.first(where: { $0.name == entry.name.text }) else {
        log.add(.unknownChartParameter(entry.name, known: declared.map(\.name)))
        return nil
      }
      guard let text = entry.value else {
        log.add(.parameterList(at: entry.name.place))
        return nil
      }
      guard let value = value(text.text, like: parameter.value) else {
        log.add(.chartParameterValue(text, entry.name.text, parameter.value))
        return nil
      }
      return GivenParameter(name: entry.name.text, value: value)
    }
  }

  /// A value of the kind of its default; where there is none, what looks like a number is one.
  private static func value(_ text: String, like node: Node) -> Tables.Value? {
    switch node.value {
    case .number: return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    case .bool: return ["true": .bool(true), "false": .bool(false)][text]
    case .null:
      // Leading zeros, as in codes of places, make a text.
      let isCode = text.hasPrefix("0") && text.dropFirst().first?.isNumber ?? false
      if !isCode, let number = Double(text), number.isFinite { return .number(number) }
      return .text(text)
    case .string, .array, .object: return .text(text)
    }
  }
}

extension Value {
  /// A text, a number or a truth value.
  fileprivate init(scalar node: Node) {
    switch node.value {
    case .bool(let flag): self = .bool(flag)
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .null, .array, .object: self = .null
    }
  }
}

extension Node {
  /// A scalar as a text shows it: numbers as they are written.
  var shownText: String {
    switch value {
    case .string(let text): text
    case .number, .bool: place.text
    case .null, .array, .object: ""
    }
  }
}

extension Diagnostic {
  static func parametersShape(_ node: Node) -> Diagnostic {
    .error(
      "parameters", "'params' is not a list of names with values", at: node.place,
      why: "each parameter has a name and the value that it has if none is given",
      hint: "write 'params:' and below it, indented, 'province: Anhui'")
  }

  static func parameterKind(_ member: Node.Member) -> Diagnostic {
    .error(
      "parameters", "the parameter '\(member.key)' has \(member.value.kind) as its value",
      at: member.value.place, why: "a parameter is a text, a number or true or false")
  }

  static func missingParameter(_ member: Node.Member) -> Diagnostic {
    .error(
      "missing-parameter", "the parameter '\(member.key)' has no value", at: member.keyPlace,
      why: "the document gives none, and the run did not either",
      hint: "render with '-P \(member.key)=…', or write a value here")
  }

  static func parameterValue(_ wish: ParameterWish, _ member: Node.Member) -> Diagnostic {
    let kind = member.value.number == nil ? "true or false" : "a number"
    var problem = Diagnostic.error(
      "parameter-value", "the parameter '\(member.key)' is \(kind), not '\(wish.text)'",
      at: wish.place ?? member.value.place,
      why: "a given value is of the kind of the one that is declared")
    if wish.place != nil {
      problem.notes.append(.init("declared here", at: member.value.place))
    }
    return problem
  }

  static func parameterList(at place: Place) -> Diagnostic {
    .error(
      "parameter-list", "this is not a list of parameters with values", at: place,
      why: "they are written params=\"rows=10, part='a, b'\"")
  }

  static func unknownChartParameter(_ name: Written, known: [String]) -> Diagnostic {
    .error(
      "unknown-parameter", "the chart has no parameter '\(name.text)'", at: name.place,
      why: known.isEmpty
        ? "its spec declares none under 'params'" : "its spec declares \(Suggestion.list(known))",
      hint: Suggestion.hint(for: name.text, in: known))
  }

  static func chartParameterValue(
    _ text: Written, _ name: String, _ declared: Node
  ) -> Diagnostic {
    .error(
      "parameter-value",
      "the parameter '\(name)' is \(declared.number == nil ? "true or false" : "a number"), "
        + "not '\(text.text)'",
      at: text.place, why: "a given value is of the kind of the one that the spec declares")
  }

  static func undeclaredParameter(
    _ name: String, known: [String], in source: SourceText
  ) -> Diagnostic {
    var problem = Diagnostic.error(
      "undeclared-parameter", "the document has no parameter '\(name)'",
      why: known.isEmpty
        ? "its front matter declares none under 'params'"
        : "its front matter declares \(Suggestion.list(known))",
      hint: Suggestion.hint(for: name, in: known))
    problem.file = source.name
    return problem
  }
}
