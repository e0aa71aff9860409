import Diagnostics
import Notation
import Tables

/// Finds the parameters of a spec, and puts their values where `{expr: …}` asks for them.
///
/// What is left is a spec without expressions in properties, but for those that look at the datum,
/// which the marks evaluate row by row.
struct ParameterReader {
  private(set) var parameters = Parameters()
  private(set) var log = DiagnosticLog()
  /// The names of the parameters whose values come from outside.
  private let given: Set<String>
  private var expressions: [(name: String, node: Node)] = []
  /// Whether readers of a picture that moves could change something.
  private var isMoving = false
  /// Keys under which data stand, which are no part of the spec.
  private static let data: Set<String> = ["values", "datasets"]

  /// The parameters that a spec declares anywhere, and in its configuration.
  ///
  /// Values that are given from outside count instead of those that it gives.
  init(_ spec: Node, given: [GivenParameter] = []) {
    self.given = Set(given.map(\.name))
    for parameter in given { parameters.set(parameter.name, parameter.value) }
    find(in: spec, around: nil)
    if let config = spec["config"] { declare(in: config, view: spec) }
    evaluate()
  }

  // MARK: Declarations

  private mutating func find(in view: Node, around outer: Node?) {
    declare(in: view, view: view)
    declareTransforms(of: view)
    for key in ["layer", "concat", "hconcat", "vconcat"] {
      for part in view[key]?.elements ?? [] { find(in: part, around: view) }
    }
    if let spec = view["spec"] { find(in: spec, around: view) }
  }

  /// Transforms may make parameters, whose values come with the data.
  private mutating func declareTransforms(of view: Node) {
    for step in view["transform"]?.elements ?? [] where step["extent"] != nil {
      if let name = step["param"]?.string { parameters.set(name, .null) }
    }
  }

  private mutating func declare(in node: Node, view: Node) {
    for declaration in node["params"]?.elements ?? [] {
      guard let name = declaration["name"]?.string else {
        log.add(.parameterWithoutName(declaration))
        continue
      }
      if declaration["select"] != nil || declaration["bind"] != nil, !isMoving {
        isMoving = true
        log.add(.staticPicture(at: declaration.place.head))
      }
      if given.contains(name) { continue }
      if !parameters.names.contains(name) { parameters.names.append(name) }
      if let select = declaration["select"] {
        parameters.selections[name] = selection(select, declaration["value"], in: view)
        parameters.values[name] = .record([])
      } else if let expression = declaration["expr"] {
        expressions.append((name, expression))
      } else {
        parameters.values[name] = declaration["value"].map(Value.init(node:)) ?? .null
      }
    }
  }

  // MARK: Selections

  private func selection(_ select: Node, _ value: Node?, in view: Node) -> Selection {
    var selection = Selection()
    let encoding = Self.encoding(of: view)
    for (channel, field) in encoding { selection.channels.append((channel, field)) }
    guard let value, !value.isNull else { return selection }
    func field(_ key: String) -> String {
      Channel(rawValue: key).flatMap { channel in
        encoding.first { $0.channel == channel }?.field
      } ?? key
    }
    if (select["type"]?.string ?? select.string) == "interval" {
      selection.initial = .ranges(
        (value.members ?? []).map { member in
          let values = (member.value.elements ?? []).map(Self.scalar)
          return (field(member.key), values, values.contains { $0.number == nil })
        })
      return selection
    }
    let tuples = value.elements ?? [value]
    let own =
      select["fields"]?.elements?.first?.string
      ?? select["encodings"]?.elements?.first?
      .string
    selection.initial = .points(
      tuples.compactMap { tuple in
        if let members = tuple.members {
          return members.map { (field($0.key), Self.scalar($0.value)) }
        }
        return own.map { [(field($0), Self.scalar(tuple))] }
      })
    return selection
  }

  /// The fields that the channels of a view show, looking into its layers if it has none itself.
  private static func encoding(of view: Node) -> [(channel: Channel, field: String)] {
    var found: [(channel: Channel, field: String)] = []
    for member in view["encoding"]?.members ?? [] {
      let field =
        member.value["field"]?.string ?? member.value.string.flatMap { Shorthand.parse($0).field }
      guard let channel = Channel(rawValue: member.key), let field else { continue }
      found.append((channel, field))
    }
    for key in ["layer", "concat", "hconcat", "vconcat"] where found.isEmpty {
      for part in view[key]?.elements ?? [] where found.isEmpty { found = encoding(of: part) }
    }
    if found.isEmpty, let spec = view["spec"] { found = encoding(of: spec) }
    return found
  }

  private static func scalar(_ node: Node) -> Value {
    var reader = SpecReader()
    if node.members != nil, let date = DateTimeSpec.read(node, &reader) {
      return .date(date.milliseconds)
    }
    return Value(node: node)
  }

  // MARK: Expressions

  /// Parameters may be made of others, declared before or after them.
  private mutating func evaluate() {
    var waiting = expressions
    while !waiting.isEmpty {
      let ready = waiting.filter { item in
        var trial = DiagnosticLog()
        let used = parse(item.node, log: &trial)?.parametersUsed ?? []
        return used.allSatisfy { name in !waiting.contains { $0.name == name } }
      }
      guard !ready.isEmpty else {
        for item in waiting { log.add(.circularParameter(item.name, at: item.node.place)) }
        return
      }
      for item in ready {
        let expression = parse(item.node, log: &log)
        parameters.values[item.name] = expression?.evaluate(.empty) ?? .null
      }
      waiting.removeAll { item in ready.contains { $0.name == item.name } }
    }
  }

  private func parse(_ node: Node, log: inout DiagnosticLog) -> Expression? {
    guard let text = node.string else {
      log.add(.wrongKind(node, expected: "an expression, written as a string", of: "expr"))
      return nil
    }
    return Expression.parse(
      text, place: node.place, parameters: parameters, log: &log)
  }

  /// The spec with values in place of expressions.
  ///
  /// What has no value is left out.
  mutating func resolved(_ node: Node) -> Node {
    resolved(node, isClipped: false)
  }

  /// Where a selection could move the scales marks are clipped to the plot, as in Vega-Lite.
  private mutating func resolved(_ node: Node, isClipped: Bool) -> Node {
    switch node.value {
    case .array(let elements):
      return Node(.array(elements.map { element($0, isClipped: isClipped) }), at: node.place)
    case .object(let members):
      let isClipped =
        isClipped
        || node["params"]?.elements?.contains { $0["bind"]?.string == "scales" } ?? false
      var kept: [Node.Member] = []
      for member in members {
        guard !Self.data.contains(member.key), member.key != "params" else {
          kept.append(member)
          continue
        }
        var member = member
        if member.key == "domain" || member.key == "extent", member.value["param"] != nil {
          guard let range = selectedRange(member.value) else { continue }
          member.value = Node(value: .list(range), at: member.value.place)
        } else if let expression = Self.expression(in: member.value) {
          guard let value = value(of: expression, width: node["width"], height: node["height"])
          else { continue }
          if case .put(let content) = value {
            member.value = Node(value: content, at: member.value.place)
          }
        } else {
          if member.key == "mark" { member.value = member.value.without(node["encoding"]) }
          member.value = resolved(member.value, isClipped: isClipped)
          if isClipped, member.key == "mark" { member.value = member.value.clippedMark }
        }
        kept.append(member)
      }
      return Node(.object(kept), at: node.place)
    default: return node
    }
  }

  /// An element of a list, which may be an expression: `[0, {expr: limit}]`.
  private mutating func element(_ node: Node, isClipped: Bool) -> Node {
    guard let expression = Self.expression(in: node) else {
      return resolved(node, isClipped: isClipped)
    }
    guard case .put(let value) = value(of: expression, width: nil, height: nil) else { return node }
    return Node(value: value, at: node.place)
  }

  /// What the selection gives of which a domain or an extent is taken; nil while it is empty.
  private mutating func selectedRange(_ node: Node) -> [Value]? {
    guard let name = node["param"]?.string, let selection = parameters.selections[name] else {
      log.add(
        .unknownParameter(
          node["param"]?.string ?? "", at: node.place, known: parameters.names))
      return nil
    }
    let channel = node["encoding"]?.string.flatMap { Channel(rawValue: $0) }
    return selection.range(channel: channel, field: node["field"]?.string)
  }

  /// The expression, if a value is `{expr: …}`.
  static func expression(in node: Node) -> Node? {
    guard let members = node.members, members.count == 1, members[0].key == "expr" else {
      return nil
    }
    return members[0].value
  }

  private enum Outcome {
    /// It looks at the datum, and stays.
    case keep
    case put(Value)
  }

  /// What an expression becomes; nil if it has no value.
  private mutating func value(of node: Node, width: Node?, height: Node?) -> Outcome? {
    guard let expression = parse(node, log: &log) else { return nil }
    guard expression.fieldsUsed.isEmpty, !expression.usesWholeDatum else { return .keep }
    var scope = ExpressionScope.empty
    (scope.width, scope.height) = (width?.number, height?.number)
    let value = expression.evaluate(scope)
    return value.isNull ? nil : .put(value)
  }
}

extension Value {
  /// A value written in a spec.
  init(node: Node) {
    switch node.value {
    case .null: self = .null
    case .bool(let flag): self = .bool(flag)
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .array(let elements): self = .list(elements.map { Value(node: $0) })
    case .object(let members):
      self = .record(members.map { Member($0.key, Value(node: $0.value)) })
    }
  }
}

extension Node {
  /// A value as if it had been written at a place.
  init(value: Tables.Value, at place: Place) {
    switch value {
    case .null, .geometry: self.init(.null, at: place)
    case .bool(let flag): self.init(.bool(flag), at: place)
    case .number(let number), .date(let number): self.init(.number(number), at: place)
    case .text(let text): self.init(.string(text), at: place)
    case .list(let values):
      self.init(.array(values.map { Node(value: $0, at: place) }), at: place)
    case .record(let members):
      self.init(
        .object(
          members.map { member in
            Member(key: member.name, keyPlace: place, value: Node(value: member.value, at: place))
          }), at: place)
    }
  }
}

extension Node {
  /// A mark that is clipped to its plot unless it says otherwise.
  fileprivate var clippedMark: Node {
    func member(_ key: String, _ value: Value) -> Member {
      Member(key: key, keyPlace: place, value: Node(value, at: place))
    }
    switch value {
    case .string(let type):
      return Node(.object([member("type", .string(type)), member("clip", .bool(true))]), at: place)
    case .object(let members) where self["clip"] == nil && self["type"] != nil:
      return Node(.object(members + [member("clip", .bool(true))]), at: place)
    default: return self
    }
  }
}

extension Diagnostic {
  static func parameterWithoutName(_ node: Node) -> Diagnostic {
    .error(
      "missing-property", "this parameter has no 'name'", at: node.place.head,
      why: "expressions and conditions name a parameter")
  }

  static func circularParameter(_ name: String, at place: Place) -> Diagnostic {
    .error(
      "circular-parameter", "the parameter '\(name)' is made of itself", at: place,
      why: "its expression names parameters that are made of it")
  }

  static func unknownParameter(_ name: String, at place: Place, known: [String]) -> Diagnostic {
    .error(
      "unknown-parameter", "there is no parameter '\(name)'", at: place,
      why: known.isEmpty ? "the spec has no 'params'" : "the spec has \(Suggestion.list(known))",
      hint: Suggestion.hint(for: name, in: known))
  }
}

extension Node {
  /// A mark without the expressions that count for nothing, since a channel of their name says more.
  fileprivate func without(_ encoding: Node?) -> Node {
    guard let members, let channels = encoding?.members else { return self }
    let overruled = Set(channels.map(\.key))
    let kept = members.filter { member in
      !overruled.contains(member.key) || ParameterReader.expression(in: member.value) == nil
    }
    return Node(.object(kept), at: place)
  }
}
