import Diagnostics
import Tables
import Testing

@testable import Charting

@Suite("Expressions") struct ExpressionTests {
  private let row = ExpressionScope(datum: { name in
    switch name {
    case "grain": .number(143.5)
    case "IMDB Rating": .number(7)
    case "name": .text("wheat")
    case "gone": .null
    case "when": .date(-371_088_000_000)
    case "nested": .record([Value.Member("deep", .list([.number(1), .number(2)]))])
    default: nil
    }
  })

  @Test("a datum's fields are found by name, by key and by a key that is made")
  func fields() {
    #expect(result(of: "datum.grain * 2", scope: row) == "287")
    #expect(result(of: "datum['IMDB Rating'] + 1", scope: row) == "8")
    #expect(result(of: "datum['gr' + 'ain']", scope: row) == "143.5")
    #expect(result(of: "datum.nested.deep[1]", scope: row) == "2")
    #expect(result(of: "datum.none.at.all", scope: row) == "null")
    #expect(result(of: "datum.gone === null && datum.none == null", scope: row) == "true")
    #expect(result(of: "datum.none === null", scope: row) == "false")
    #expect(result(of: "isDefined(datum.none)", scope: row) == "false")
  }

  @Test("a moment counts as its number and is written as ISO 8601")
  func moments() {
    #expect(result(of: "datum.when + 1", scope: row) == "-371087999999")
    #expect(result(of: "'on ' + datum.when", scope: row) == "\"on 1958-03-30\"")
    #expect(result(of: "year(datum.when) === 1958", scope: row) == "true")
    #expect(result(of: "datum.when == -371088000000", scope: row) == "true")
    #expect(result(of: "datum.when < datetime(1960, 0, 1)", scope: row) == "true")
    #expect(result(of: "timeFormat('1958-03-30', '%d %b')") == "\"30 Mar\"")
    #expect(result(of: "time(toDate('1958-03-30'))") == "-371088000000")
    #expect(result(of: "time(timeParse('30.3.1958', '%d.%m.%Y'))") == "-371088000000")
    #expect(result(of: "utcParse('30.3.', '%d.%m.%Y')") == "null")
  }

  @Test("what is undefined has a name, and members can be asked for")
  func members() {
    #expect(result(of: "datum.none === undefined", scope: row) == "true")
    #expect(result(of: "isNaN(undefined + 1)") == "true")
    #expect(
      result(of: "'deep' in datum.nested && !('shallow' in datum.nested)", scope: row) == "true")
    #expect(result(of: "2 in [5, 6, 7]") == "true")
  }

  @Test("what Vega writes into a log is the value of the last argument")
  func logs() {
    #expect(result(of: "warn('grain', datum.grain) > 100", scope: row) == "true")
    #expect(result(of: "info(7)") == "7")
  }

  @Test("a condition evaluates only the branch that holds")
  func conditions() {
    #expect(result(of: "if(datum.grain > 100, 'much', 'little')", scope: row) == "\"much\"")
    #expect(result(of: "0 ? 1 : '' ? 2 : 3") == "3")
    #expect(result(of: "{'cattle': '🐄', 'pigs': '🐖'}['pigs']") == "\"🐖\"")
  }

  @Test("the fields and parameters that are used are known without evaluation")
  func names() throws {
    var log = DiagnosticLog()
    let expression = try #require(
      Expression.parse(
        "datum.a + datum['b c'] * datum.a + limit", place: nil,
        parameters: parameters("limit", "other"),
        log: &log))
    #expect(expression.fieldsUsed == ["a", "b c"])
    #expect(expression.parametersUsed == ["limit"])
    #expect(!expression.usesWholeDatum)
    #expect(
      Expression.parse("datum[width]", place: nil, log: &log)?.usesWholeDatum == true)
  }

  @Test("parameters, the plot and its scales are seen")
  func scope() {
    var log = DiagnosticLog()
    var scope = ExpressionScope.empty
    scope.parameter = { $0 == "limit" ? .number(5) : nil }
    scope.width = 300
    scope.scales.map = { name, value in name == "x" ? .number(JS.number(value) * 10) : nil }
    scope.scales.bandwidth = { $0 == "x" ? 20 : nil }
    let value = { (text: String) in
      Expression.parse(text, place: nil, parameters: parameters("limit"), log: &log)?.evaluate(
        scope)
    }
    #expect(value("limit * width") == .number(1500))
    #expect(value("height") == .null)
    #expect(value("scale('x', 3) + bandwidth('x')") == .number(50))
    #expect(value("scale('y', 3)") == .null)
    #expect(!log.hasErrors)
  }

  @Test("a table is evaluated row by row")
  func tables() throws {
    var log = DiagnosticLog()
    let table = Table(
      columns: [
        Column("a", values: [.number(1), .null, .number(3)]),
        Column("t", values: [.text("x"), .text("y"), .null]),
      ], rowCount: 3)
    let product = try #require(Expression.parse("datum.a * 2", place: nil, log: &log))
    #expect(product.values(for: table) == [.number(2), .number(0), .number(6)])
    let key = try #require(Expression.parse("datum['a' + ''] + datum.t", place: nil, log: &log))
    #expect(key.values(for: table) == [.text("1x"), .text("nully"), .number(3)])
    let missing = try #require(Expression.parse("isValid(datum.b)", place: nil, log: &log))
    #expect(missing.values(for: table) == [.bool(false), .bool(false), .bool(false)])
  }

  @Test("regular expressions find, replace and split as in JavaScript")
  func patterns() {
    #expect(result(of: #"replace('a1b22', /\d+/g, '<$&>')"#) == "\"a<1>b<22>\"")
    #expect(result(of: #"replace('2020-05', /(\d+)-(\d+)/, '$2/$1')"#) == "\"05/2020\"")
    #expect(result(of: #"split('a, b;c', /[,;]\s*/)"#) == #"["a","b","c"]"#)
    #expect(result(of: #"split('abc', '')"#) == #"["a","b","c"]"#)
    #expect(result(of: #"split('a-b', /(-)/)"#) == #"["a","-","b"]"#)
    #expect(result(of: "test(regexp(datum.name, 'i'), 'WHEAT and rice')", scope: row) == "true")
    #expect(result(of: #"test(/^(?=.*\d)[a-z\d]+$/, 'abc1')"#) == "true")
    #expect(result(of: #"test(/(a|b)\1/, 'abba')"#) == "true")
    #expect(result(of: #"replace('aaa', /a{2}?/, 'b')"#) == "\"ba\"")
    #expect(result(of: #"replace('<a><b>', /<.+?>/, '')"#) == "\"<b>\"")
    #expect(result(of: #"replace('one two', /\b\w/g, 'x')"#) == "\"xne xwo\"")
    #expect(result(of: #"test(/[^\W\d]/, '1_')"#) == "true")
    #expect(result(of: #"test(/^(a+)+$/, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')"#) == "false")
  }

  @Test("formats that are written out are read once")
  func formats() {
    #expect(result(of: "format(datum.grain, ',.2f')", scope: row) == "\"143.50\"")
    #expect(result(of: "format(datum.grain, '.' + '1' + 'f')", scope: row) == "\"143.5\"")
    #expect(result(of: "format(null, 'd')") == "\"null\"")
    #expect(result(of: "'R²: ' + format(0.987, '.2f')") == "\"R²: 0.99\"")
  }

  @Test("texts count in UTF-16 units")
  func units() {
    #expect(result(of: "length('🐄')") == "2")
    #expect(result(of: "substring('a🐄b', 3)") == "\"b\"")
    #expect(result(of: #"'\u00e9\x41\n' == 'éA' + '\n'"#) == "true")
    #expect(result(of: "'B' < 'a' && 'a' < 'é'") == "true")
  }
}

@Suite("Mistakes in expressions") struct ExpressionMistakeTests {
  static let mistakes: [(String, String, String)] = [
    ("datum.a +", "a value is missing at the end of the expression", "+"),
    ("datum.a = 3", "'=' stands where an operator should", "="),
    ("datum.a ** 2", "'**' stands where an operator should", "**"),
    ("(1 + 2", "a ')' to close the brackets is missing at the end of the expression", "2"),
    ("[1, 2", "a ']' to close the list is missing at the end of the expression", "2"),
    ("1 2", "'2' stands where an operator should", "2"),
    ("datum.", "a name is missing at the end of the expression", "."),
    ("* 3", "'*' stands where a value should", "*"),
    ("1 ? 2", "a ':' in the condition is missing at the end of the expression", "2"),
    ("'abc", "the text that begins here has no end", "'"),
    ("/abc", "the regular expression that begins here has no end", "/"),
    ("3px", "'3px' is not a number", "3px"),
    ("datum.a # 2", "'#' has no meaning in an expression", "#"),
    (#"'\u12'"#, "an escape needs 4 hexadecimal digits", #"\u"#),
    ("datm.a", "there is no 'datm'", "datm"),
    ("sqroot(2)", "there is no function 'sqroot'", "sqroot"),
    ("uper('a')", "there is no function 'uper'", "uper"),
    ("sqrt(1, 2)", "'sqrt' takes 1 argument, not 2", "sqrt"),
    ("pad('a')", "'pad' takes 2 to 4 arguments, not 1", "pad"),
    ("if(1, 2)", "'if' takes 3 arguments, not 2", "if"),
    ("now()", "'now' has no meaning here", "now"),
    ("format(1, 'abc')", "the number format 'abc' goes wrong at 'bc'", "bc"),
    ("timeParse('1958', '%E')", "'%E' is not a pattern of dates", "'%E'"),
    ("test(/a(/, 'a')", "the regular expression 'a(' has a '(' without ')'", "/a(/"),
    ("test(/a/q, 'a')", "'q' is not a flag of a regular expression", "/a/q"),
    ("", "a value is missing at the end of the expression", ""),
  ]

  @Test("a mistake is an error that says what and where", arguments: mistakes)
  func places(text: String, message: String, part: String) {
    var log = DiagnosticLog()
    let source = SourceText(name: "a.vl.yaml", text: "calculate: \"\(text)\"\n")
    let place = Place(source: source, range: 11..<13 + text.utf8.count)
    #expect(Expression.parse(text, place: place, log: &log) == nil)
    #expect(log.entries.map(\.message) == [message])
    #expect(log.entries.first?.place?.text == part)
    #expect(log.hasErrors)
  }

  @Test("hints name the nearest name")
  func hints() {
    let hint = { (text: String) -> String? in
      var log = DiagnosticLog()
      _ = Expression.parse(text, place: nil, parameters: parameters("limit"), log: &log)
      return log.entries.first?.hints.first
    }
    #expect(hint("datm.a") == "did you mean 'datum'?")
    #expect(hint("limt") == "did you mean 'limit'?")
    #expect(hint("output") == "write 'datum.output' for a field")
    #expect(hint("uper('a')") == "did you mean 'upper'?")
    #expect(
      hint("sqrt") == "write 'datum.sqrt' for a field, or 'sqrt(…)' to call the function")
    #expect(hint("1 = 2") == "compare with '=='")
    #expect(hint("now()") == "write the date with 'datetime(…)'")
  }

  @Test("all unknown names are reported, not only the first")
  func several() {
    var log = DiagnosticLog()
    #expect(Expression.parse("foo + bar(1) + sqrt()", place: nil, log: &log) == nil)
    #expect(log.entries.count == 3)
  }

  @Test("a date format with an unknown letter is a warning")
  func warnings() {
    var log = DiagnosticLog()
    #expect(Expression.parse("timeFormat(datum.a, '%E')", place: nil, log: &log) != nil)
    #expect(log.entries.map(\.severity) == [.warning])
  }

  @Test("nothing is too deep, too long or too odd to be refused in peace")
  func hostile() {
    var log = DiagnosticLog()
    for piece in ["(", "[", "-", "!", "a ? (", "abs(", "{a:"] {
      let deep = String(repeating: piece, count: 100_000)
      #expect(Expression.parse(deep, place: nil, log: &log) == nil)
    }
    let long = Array(repeating: "datum.a === 'x'", count: 5000).joined(separator: " || ")
    #expect(Expression.parse(long, place: nil, log: &log)?.evaluate(.empty) == .bool(false))
    let sum = Array(repeating: "1", count: 5000).joined(separator: "+")
    #expect(Expression.parse(sum, place: nil, log: &log)?.evaluate(.empty) == .number(5000))
    let steps = (0..<5000).map { "datum.a == \($0) ? \($0)" }.joined(separator: " : ") + " : 7"
    #expect(Expression.parse(steps, place: nil, log: &log)?.evaluate(.empty) == .number(7))
  }

  @Test("no bytes trap")
  func randomBytes() {
    var generator = SmallGenerator(seed: 5)
    let pieces = [
      "datum", ".a", "[", "]", "(", ")", "'x'", "\"", "'", "1", "0x", "1e", ".5", "+", "-", "*",
      "/", "%", "?", ":", ",", "&&", "||", "==", "<", ">>>", "{", "}", "format", "(1,'d')", "/a/",
      "substring", "('abc',", "slice", "replace", "pad", "sequence", "datetime", "null", "true",
      "é", "\\", "\u{0}", " ", "timeFormat", "regexp('(a*)*b')", "test", "if", "sort", "merge",
    ]
    for _ in 0..<4000 {
      let text = (0..<generator.next(12)).map { _ in pieces[generator.next(pieces.count)] }.joined()
      var log = DiagnosticLog()
      let source = SourceText(name: "a", text: text)
      if let expression = Expression.parse(text, place: source.whole, log: &log) {
        _ = expression.evaluate(.empty)
      } else {
        #expect(log.hasErrors)
      }
    }
  }

  @Test("no argument traps a function", arguments: Array(ExpressionFunction.all.keys.sorted()))
  func functions(name: String) {
    let odd = [
      "null", "NaN", "-1/0", "1e300", "-1", "''", "'é🐄'", "[]", "[null, 'a', {}]", "{}", "datum.x",
      "/a|/g", "5000000000", "0.5", "true",
    ]
    var generator = SmallGenerator(seed: UInt64(name.utf8.count))
    for _ in 0..<60 {
      let arguments = (0..<generator.next(5)).map { _ in odd[generator.next(odd.count)] }
      _ = result(of: "\(name)(\(arguments.joined(separator: ", ")))")
    }
  }
}

/// Parameters without values.
private func parameters(_ names: String...) -> Parameters {
  var parameters = Parameters()
  for name in names { parameters.set(name, .null) }
  return parameters
}
