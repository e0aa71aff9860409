import CDeflate
import CNettle
import Diagnostics

/// A PDF file in the making: its objects, which are numbered anew when it is written.
final class PDFFile {
  /// An object of the file.
  enum Object: Sendable {
    case value(PDFValue)
    case stream(PDFValue, [UInt8])
  }

  /// The first has no number that a file could use.
  private(set) var objects: [Object] = [.value(.null)]

  /// Creates a file without objects.
  init() {}

  /// Creates a file that has objects, as another had them.
  init(objects: [Object]) { self.objects = objects }

  // MARK: Objects

  /// Takes a number for an object that is set later.
  func reserve() -> Int { append(.value(.null)) }

  /// Adds an object.
  func add(_ value: PDFValue) -> Int { append(.value(value)) }

  /// Sets what an object is.
  func set(_ object: Int, to value: PDFValue) { objects[object] = .value(value) }

  /// Sets an entry of an object that is a dictionary.
  func set(_ key: String, of object: Int, to value: PDFValue) {
    guard case .value(let dictionary) = objects[object] else { return }
    objects[object] = .value(dictionary.setting(key, to: value))
  }

  /// Sets what an object is: a stream of bytes that are as its dictionary says.
  func set(_ object: Int, to dictionary: PDFValue, stream: [UInt8]) {
    objects[object] = .stream(dictionary, stream)
  }

  /// Adds a stream of bytes; packed ones are marked as such.
  func addStream(
    _ data: [UInt8], _ entries: [(String, PDFValue)] = [], isPacked: Bool = true
  ) -> Int {
    guard isPacked else { return append(.stream(.dictionary(entries), data)) }
    return addPacked(PDFFile.packed(data), entries)
  }

  /// Adds a stream of bytes that are packed already.
  func addPacked(_ packed: [UInt8], _ entries: [(String, PDFValue)] = []) -> Int {
    append(.stream(.dictionary(entries + [("Filter", .name("FlateDecode"))]), packed))
  }

  /// Bytes as a stream holds them.
  static func packed(_ data: [UInt8]) -> [UInt8] {
    data.withUnsafeBufferPointer { PNGFile.packed($0, level: 6) }
  }

  /// The bytes of a stream in zlib's format; nil if they are damaged, or packed a hundred times
  /// smaller.
  static func unpacked(_ packed: [UInt8]) -> [UInt8]? {
    guard let decompressor = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(decompressor) }
    for factor in [4, 16, 100] {
      let room = packed.count * factor + 1000
      var result = LIBDEFLATE_BAD_DATA
      let bytes = [UInt8](unsafeUninitializedCapacity: room) { target, count in
        result = libdeflate_zlib_decompress(
          decompressor, packed, packed.count, target.baseAddress, room, &count)
        if result != LIBDEFLATE_SUCCESS { count = 0 }
      }
      switch result {
      case LIBDEFLATE_SUCCESS: return bytes
      case LIBDEFLATE_INSUFFICIENT_SPACE: continue
      default: return nil
      }
    }
    return nil
  }

  private func append(_ object: Object) -> Int {
    objects.append(object)
    return objects.count - 1
  }

  // MARK: Writing

  /// The bytes of the file; what nothing leads to from the two objects is left out.
  ///
  /// Objects that are no streams are packed together (7.5.7), and so is the table that says where
  /// all stand (7.5.8).
  func written(catalog: Int, facts: Int) -> [UInt8] {
    let order = order(from: [catalog, facts])
    var numbers = [Int](repeating: 0, count: objects.count)
    for (index, object) in order.enumerated() { numbers[object] = index + 1 }
    let values = order.filter { if case .value = objects[$0] { true } else { false } }
    let shelves = values.chunks(of: PDFFile.shelfSize)
    var places = [PDFPlace](repeating: .free, count: 1 + order.count + shelves.count)
    var checks: [UInt8] = []
    let room = objects.reduce(4096) { size, object in
      if case .stream(_, let bytes) = object { size + bytes.count + 200 } else { size + 40 }
    }
    var text = PDFText(numbers: numbers, capacity: room)
    // The second line tells by four bytes beyond ASCII that what follows is no text.
    text.write("%PDF-1.7\n%\u{B5}\u{B5}\n")
    for object in order {
      guard case .stream(let dictionary, let bytes) = objects[object] else { continue }
      places[numbers[object]] = .offset(text.bytes.count)
      checks += text.writeStream(numbers[object], dictionary, bytes)
    }
    for (index, shelf) in shelves.enumerated() {
      let own = order.count + 1 + index
      places[own] = .offset(text.bytes.count)
      for (place, object) in shelf.enumerated() {
        places[numbers[object]] = .shelf(own, place)
      }
      let (dictionary, bytes) = packedShelf(shelf, numbers)
      checks += text.writeStream(own, dictionary, bytes)
    }
    return end(of: text, places, catalog, facts, checks)
  }

  /// How many objects are packed together.
  private static let shelfSize = 200

  /// The objects to which others lead, each behind the first that leads to it.
  private func order(from roots: [Int]) -> [Int] {
    var isKnown = [Bool](repeating: false, count: objects.count)
    var order: [Int] = []
    func note(_ number: Int) {
      guard !isKnown[number] else { return }
      isKnown[number] = true
      order.append(number)
    }
    roots.forEach(note)
    var next = 0
    while next < order.count {
      switch objects[order[next]] {
      case .value(let value), .stream(let value, _): value.visitObjects(note)
      }
      next += 1
    }
    return order
  }

  private func packedShelf(_ shelf: ArraySlice<Int>, _ numbers: [Int]) -> (PDFValue, [UInt8]) {
    var body = PDFText(numbers: numbers)
    var head = ""
    for object in shelf {
      guard case .value(let value) = objects[object] else { continue }
      head += "\(numbers[object]) \(body.bytes.count) "
      body.write(value)
      body.write("\n")
    }
    let dictionary = PDFValue.dictionary([
      ("Type", .name("ObjStm")), ("N", .integer(shelf.count)),
      ("First", .integer(head.utf8.count)), ("Filter", .name("FlateDecode")),
    ])
    return (dictionary, PDFFile.packed(Array(head.utf8) + body.bytes))
  }

  private func end(
    of text: PDFText, _ places: [PDFPlace], _ catalog: Int, _ facts: Int, _ checks: [UInt8]
  ) -> [UInt8] {
    var (text, places) = (text, places)
    let start = text.bytes.count
    places.append(.offset(start))
    let id = PDFValue.written("<\(PDFFile.identifier(checks))>")
    let dictionary = PDFValue.dictionary([
      ("Type", .name("XRef")), ("Size", .integer(places.count)),
      ("W", .array([.integer(1), .integer(4), .integer(2)])), ("Root", .object(catalog)),
      ("Info", .object(facts)), ("ID", .array([id, id])), ("Filter", .name("FlateDecode")),
    ])
    _ = text.writeStream(
      places.count - 1, dictionary, PDFFile.packed(places.flatMap(\.entry)))
    text.write("startxref\n\(start)\n%%EOF\n")
    return text.bytes
  }

  /// The name of a file that no other has: it follows from the checksums of all that is in it.
  private static func identifier(_ checks: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: Int(MD5_DIGEST_SIZE))
    playfair_md5(checks, checks.count, &digest)
    return Hexadecimal.digits(of: digest)
  }
}

/// Where an object stands in a file.
private enum PDFPlace {
  case free
  case offset(Int)
  /// In the stream of a number, as the object of a number.
  case shelf(Int, Int)

  /// The entry of the table: a kind of one byte, a place of four, and another number of two.
  var entry: [UInt8] {
    let (kind, place, number) =
      switch self {
      case .free: (0, 0, 0xFFFF)
      case .offset(let offset): (1, offset, 0)
      case .shelf(let stream, let index): (2, stream, index)
      }
    return [
      UInt8(kind), UInt8(truncatingIfNeeded: place >> 24), UInt8(truncatingIfNeeded: place >> 16),
      UInt8(truncatingIfNeeded: place >> 8), UInt8(truncatingIfNeeded: place),
      UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number),
    ]
  }
}

extension PDFText {
  /// Writes an object that is a stream; a checksum of its bytes is given.
  fileprivate mutating func writeStream(
    _ number: Int, _ dictionary: PDFValue, _ stream: [UInt8]
  ) -> [UInt8] {
    // A reader may take a carriage return at the end for the first half of the line end that follows
    // (7.3.8.1), and PDF/A's checkers find the length wrong. What stands behind packed data is no
    // part of them.
    let needsEnd = stream.last == 0x0D && dictionary["Filter"] != nil
    write(number)
    write(" 0 obj\n")
    write(dictionary.setting("Length", to: .integer(stream.count + (needsEnd ? 1 : 0))))
    write("\nstream\n")
    write(stream)
    write(needsEnd ? " \nendstream\nendobj\n" : "\nendstream\nendobj\n")
    let check = libdeflate_crc32(0, stream, stream.count)
    return (0..<4).map { UInt8(truncatingIfNeeded: check >> (8 * $0)) }
  }
}

extension Array {
  /// The elements in parts of a size; the last may be smaller.
  fileprivate func chunks(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
