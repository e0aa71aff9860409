// Drawing: the path language of SVG.

import Canvas
import Diagnostics

/// Reads paths as SVG writes them: all commands, absolute and relative, arcs as cubic curves.
struct SVGPath {
  private let bytes: [UInt8]
  private var index = 0
  private var path = Path()
  private var current = Point.zero
  private var start = Point.zero
  /// The last control point, for the smooth commands that mirror it.
  private var lastControl: Point?
  private var lastCommand: UInt8 = 0

  /// What is wrong with a path, and at which byte.
  private struct Problem: Error {
    var message: String
    var offset: Int
  }

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The path; nil after an error that is in the log.
  ///
  ///     SVGPath.parse("M0,0 h10 v5 z", log: &log)
  static func parse(_ text: String, place: Place? = nil, log: inout DiagnosticLog) -> Path? {
    var reader = SVGPath(text)
    do throws(Problem) {
      try reader.read()
      return reader.path
    } catch {
      let end = min(error.offset + 1, text.utf8.count)
      log.add(
        .error(
          "svg-path", "the path '\(shortened(text))' \(error.message)",
          at: place?.part(min(error.offset, end)..<end, of: text),
          why: "a path is a list of commands M L H V C S Q T A Z with their numbers"))
      return nil
    }
  }

  /// Whether a text is meant as a path: a move and a number.
  static func looksLikePath(_ text: String) -> Bool {
    let bytes = text.utf8.drop { $0 <= 0x20 }
    guard let first = bytes.first, first | 0x20 == UInt8(ascii: "m") else { return false }
    return bytes.dropFirst().first.map { !($0 | 0x20 >= 97 && $0 | 0x20 <= 122) } ?? true
  }

  private static func shortened(_ text: String) -> String {
    text.count > 40 ? text.prefix(40) + "…" : text
  }

  private mutating func read() throws(Problem) {
    skipSpace()
    guard !isAtEnd else { throw Problem(message: "is empty", offset: 0) }
    while !isAtEnd {
      let offset = index
      let command = bytes[index]
      guard "MmLlHhVvCcSsQqTtAaZz".utf8.contains(command) else {
        throw Problem(message: "has no command where '\(character)' stands", offset: offset)
      }
      guard !path.isEmpty || command | 0x20 == UInt8(ascii: "m") else {
        throw Problem(message: "does not begin with M", offset: offset)
      }
      index += 1
      try run(command)
      skipSpace()
    }
  }

  /// Runs a command as often as its numbers are given.
  private mutating func run(_ command: UInt8) throws(Problem) {
    let letter = command | 0x20
    if letter == UInt8(ascii: "z") {
      path.close()
      current = start
      lastControl = nil
      lastCommand = letter
      return
    }
    var isFirst = true
    repeat {
      // Further pairs after a move are lines.
      let again = letter == UInt8(ascii: "m") && !isFirst ? UInt8(ascii: "l") : letter
      try draw(again, isRelative: command == letter)
      lastCommand = again
      isFirst = false
      skipSpace()
    } while startsNumber
  }

  private mutating func draw(_ letter: UInt8, isRelative: Bool) throws(Problem) {
    let origin = isRelative ? current : .zero
    switch letter {
    case UInt8(ascii: "m"):
      current = try point(origin)
      start = current
      path.move(to: current)
      lastControl = nil
    case UInt8(ascii: "l"): line(to: try point(origin))
    case UInt8(ascii: "h"): line(to: Point(try number() + origin.x, current.y))
    case UInt8(ascii: "v"): line(to: Point(current.x, try number() + origin.y))
    case UInt8(ascii: "c"):
      let first = try point(origin)
      let second = try point(origin)
      curve(first, second, to: try point(origin))
    case UInt8(ascii: "s"):
      let first = mirrored(after: "cs")
      let second = try point(origin)
      curve(first, second, to: try point(origin))
    case UInt8(ascii: "q"):
      let control = try point(origin)
      quadratic(control, to: try point(origin))
    case UInt8(ascii: "t"):
      let control = mirrored(after: "qt")
      quadratic(control, to: try point(origin))
    default: try arc(origin)
    }
  }

  private mutating func line(to point: Point) {
    reopen()
    path.line(to: point)
    current = point
    lastControl = nil
  }

  private mutating func curve(_ first: Point, _ second: Point, to end: Point) {
    reopen()
    path.curve(to: end, first, second)
    current = end
    lastControl = second
  }

  /// A quadratic curve is a cubic one whose control points lie two thirds of the way to its own.
  private mutating func quadratic(_ control: Point, to end: Point) {
    let first = current + (control - current) * (2.0 / 3)
    curve(first, end + (control - end) * (2.0 / 3), to: end)
    lastControl = control
  }

  /// After a close a piece goes on from where the closed one began.
  private mutating func reopen() {
    if lastCommand == UInt8(ascii: "z") { path.move(to: current) }
  }

  private func mirrored(after commands: String) -> Point {
    guard commands.utf8.contains(lastCommand), let lastControl else { return current }
    return current * 2 - lastControl
  }

  private mutating func arc(_ origin: Point) throws(Problem) {
    let radii = Point(try number(), try number())
    let rotation = try number()
    let isLarge = try flag()
    let isClockwise = try flag()
    let end = try point(origin)
    let arc = EllipticArc(
      from: current, to: end, radii: radii, rotation: rotation, isLarge: isLarge,
      isClockwise: isClockwise)
    if arc.curves.isEmpty { line(to: end) }
    for piece in arc.curves { curve(piece.0, piece.1, to: piece.2) }
    current = end
    lastControl = nil
  }

  // MARK: Numbers

  private var isAtEnd: Bool { index >= bytes.count }

  private var character: String {
    let rest = String(decoding: bytes[index...], as: UTF8.self)
    return rest.first.map { String($0) } ?? ""
  }

  private var startsNumber: Bool {
    !isAtEnd && "0123456789+-.".utf8.contains(bytes[index])
  }

  private mutating func skipSpace() {
    while !isAtEnd, bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: ",") { index += 1 }
  }

  private mutating func point(_ origin: Point) throws(Problem) -> Point {
    origin + Point(try number(), try number())
  }

  private mutating func flag() throws(Problem) -> Bool {
    skipSpace()
    guard !isAtEnd, bytes[index] == 48 || bytes[index] == 49 else {
      throw Problem(message: "has an arc whose flag is not 0 or 1", offset: index)
    }
    index += 1
    return bytes[index - 1] == 49
  }

  private mutating func number() throws(Problem) -> Double {
    skipSpace()
    let start = index
    if !isAtEnd, "+-".utf8.contains(bytes[index]) { index += 1 }
    skipDigits()
    if !isAtEnd, bytes[index] == UInt8(ascii: ".") {
      index += 1
      skipDigits()
    }
    skipExponent()
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    let value = JSNumber.number(text)
    guard start < index, value.isFinite else {
      let found = isAtEnd ? "ends" : "has '\(character)'"
      throw Problem(message: "\(found) where a number should stand", offset: start)
    }
    return value
  }

  private mutating func skipDigits() {
    while !isAtEnd, bytes[index] >= 48, bytes[index] <= 57 { index += 1 }
  }

  private mutating func skipExponent() {
    guard !isAtEnd, bytes[index] | 0x20 == UInt8(ascii: "e") else { return }
    let mark = index
    index += 1
    if !isAtEnd, "+-".utf8.contains(bytes[index]) { index += 1 }
    let digits = index
    skipDigits()
    if index == digits { index = mark }
  }
}
