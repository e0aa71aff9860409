import CQPDF

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A value of PDF that is to be written.
enum PDFValue {
  case null
  case bool(Bool)
  case integer(Int)
  /// A length or a place, written with at most three decimals.
  case number(Double)
  case name(String)
  case text(String)
  /// A string that is no text for people, such as an address.
  case bytes(String)
  case array([PDFValue])
  /// Keys and their values, in order.
  case pairs(keys: [String], values: [PDFValue])
  /// An object of the file, by its number.
  case object(Int)

  /// Keys and their values, in order.
  static func dictionary(_ entries: [(String, PDFValue)]) -> PDFValue {
    .pairs(keys: entries.map(\.0), values: entries.map(\.1))
  }
}

/// A PDF file that has been read and is to be changed: qpdf's, closed when it is let go.
final class PDFFile {
  private let qpdf: qpdf_data
  /// qpdf reads from these bytes for as long as the file is open.
  private let bytes: UnsafeMutableBufferPointer<CChar>

  /// Opens a file.
  init(_ data: [UInt8]) throws(CanvasError) {
    guard let qpdf = qpdf_init() else { throw .drawing("no memory") }
    self.qpdf = qpdf
    bytes = .allocate(capacity: data.count)
    _ = bytes.initialize(from: data.lazy.map { CChar(bitPattern: $0) })
    qpdf_silence_errors(qpdf)
    qpdf_set_suppress_warnings(qpdf, 1)
    qpdf_set_attempt_recovery(qpdf, 0)
    _ = qpdf_read_memory(qpdf, "PDF", bytes.baseAddress, UInt64(bytes.count), nil)
    try check()
  }

  deinit {
    var closing: qpdf_data? = qpdf
    qpdf_cleanup(&closing)
    bytes.deallocate()
  }

  /// Throws if qpdf has failed, in its words.
  private func check() throws(CanvasError) {
    guard qpdf_has_error(qpdf) != 0 else { return }
    let error = qpdf_get_error(qpdf)
    throw .drawing(qpdf_get_error_full_text(qpdf, error).map { String(cString: $0) } ?? "unknown")
  }

  // MARK: Objects

  /// Takes a number for an object that is set later.
  func reserve() -> Int {
    // qpdf drops entries that lead to nothing, also if something is set there later.
    number(of: qpdf_make_indirect_object(qpdf, qpdf_oh_new_dictionary(qpdf)))
  }

  /// Adds an object.
  func add(_ value: PDFValue) -> Int {
    number(of: qpdf_make_indirect_object(qpdf, handle(value)))
  }

  /// Sets what an object is.
  func set(_ object: Int, to value: PDFValue) {
    qpdf_replace_object(qpdf, Int32(object), 0, handle(value))
    qpdf_oh_release_all(qpdf)
  }

  /// Sets an entry of an object that is a dictionary.
  func set(_ key: String, of object: Int, to value: PDFValue) {
    let dictionary = qpdf_get_object_by_id(qpdf, Int32(object), 0)
    qpdf_oh_replace_key(qpdf, dictionary, "/" + key, handle(value))
    qpdf_oh_release_all(qpdf)
  }

  /// Adds a stream of bytes; packed ones are marked as such.
  func addStream(
    _ data: [UInt8], _ entries: [(String, PDFValue)] = [], isPacked: Bool = true
  ) -> Int {
    let data = isPacked ? PDFFile.packed(data) : data
    let stream = qpdf_oh_new_stream(qpdf)
    let dictionary = qpdf_oh_get_dict(qpdf, stream)
    for (key, value) in entries { qpdf_oh_replace_key(qpdf, dictionary, "/" + key, handle(value)) }
    let filter = isPacked ? qpdf_oh_new_name(qpdf, "/FlateDecode") : qpdf_oh_new_null(qpdf)
    qpdf_oh_replace_stream_data(qpdf, stream, data, data.count, filter, qpdf_oh_new_null(qpdf))
    return number(of: stream)
  }

  private static func packed(_ data: [UInt8]) -> [UInt8] {
    data.withUnsafeBufferPointer { PNGFile.packed($0, level: 6) }
  }

  private func number(of handle: qpdf_oh) -> Int {
    let number = Int(qpdf_oh_get_object_id(qpdf, handle))
    qpdf_oh_release_all(qpdf)
    return number
  }

  private func handle(_ value: PDFValue) -> qpdf_oh {
    switch value {
    case .null: return qpdf_oh_new_null(qpdf)
    case .bool(let flag): return qpdf_oh_new_bool(qpdf, flag ? 1 : 0)
    case .integer(let number): return qpdf_oh_new_integer(qpdf, Int64(number))
    case .number(let number):
      let text = NumberText.decimal(number.isFinite ? number : 0, places: 3)
      return qpdf_oh_new_real_from_string(qpdf, text)
    case .name(let name): return qpdf_oh_new_name(qpdf, "/" + PDFFile.escaped(name))
    case .text(let text):
      var text = text.replacingNoncharacters
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          qpdf_oh_new_binary_unicode_string(qpdf, $0.baseAddress, $0.count)
        }
      }
    case .bytes(let text):
      var text = text
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          qpdf_oh_new_binary_string(qpdf, $0.baseAddress, $0.count)
        }
      }
    case .array(let values):
      let array = qpdf_oh_new_array(qpdf)
      for value in values { qpdf_oh_append_item(qpdf, array, handle(value)) }
      return array
    case .pairs(let keys, let values):
      let dictionary = qpdf_oh_new_dictionary(qpdf)
      for (key, value) in zip(keys, values) {
        qpdf_oh_replace_key(qpdf, dictionary, "/" + key, handle(value))
      }
      return dictionary
    case .object(let number): return qpdf_get_object_by_id(qpdf, Int32(number), 0)
    }
  }

  /// A name with what a name cannot hold as `#` and two digits, as qpdf expects it.
  private static func escaped(_ name: String) -> String {
    var result = ""
    for byte in name.utf8 {
      let isPlain = byte > 0x20 && byte < 0x7F && !"#()<>[]{}/%".utf8.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        result += "#" + (hex.count < 2 ? "0" : "") + hex
      }
    }
    return result
  }

  /// How many objects there are, and the one that is always free.
  private var objectCount: Int32 {
    let size = qpdf_oh_get_key(qpdf, qpdf_get_trailer(qpdf), "/Size")
    return max(1, Int32(clamping: qpdf_oh_get_int_value(qpdf, size)))
  }

  private func data(
    of stream: qpdf_oh, _ level: qpdf_stream_decode_level_e
  ) throws(CanvasError) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    var count = 0
    _ = qpdf_oh_get_stream_data(qpdf, stream, level, nil, &buffer, &count)
    defer { free(buffer) }
    try check()
    return Array(UnsafeBufferPointer(start: buffer, count: buffer == nil ? 0 : count))
  }

  // MARK: Fonts

  /// The descriptors of fonts whose outlines are a Compact Font Format of one byte a letter, each
  /// with those outlines.
  func compactFonts() throws(CanvasError) -> [(descriptor: Int, outlines: [UInt8])] {
    var result: [(Int, [UInt8])] = []
    for number in 1..<objectCount {
      defer { qpdf_oh_release_all(qpdf) }
      let object = qpdf_get_object_by_id(qpdf, number, 0)
      guard qpdf_oh_is_dictionary_of_type(qpdf, object, "/FontDescriptor", "") != 0 else {
        continue
      }
      let stream = qpdf_oh_get_key(qpdf, object, "/FontFile3")
      guard qpdf_oh_is_stream(qpdf, stream) != 0 else { continue }
      let subtype = qpdf_oh_get_key(qpdf, qpdf_oh_get_dict(qpdf, stream), "/Subtype")
      guard qpdf_oh_is_name_and_equals(qpdf, subtype, "/Type1C") != 0 else { continue }
      result.append((Int(number), try data(of: stream, qpdf_dl_generalized)))
    }
    return result
  }

  // MARK: Pages

  /// The objects of the pages, in order.
  func pages() throws(CanvasError) -> [Int] {
    let count = qpdf_get_num_pages(qpdf)
    try check()
    return (0..<Int(count)).map { number(of: qpdf_get_page_n(qpdf, $0)) }
  }

  /// What is drawn on a page, unpacked.
  func content(ofPage page: Int) throws(CanvasError) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    var count = 0
    let handle = qpdf_get_object_by_id(qpdf, Int32(page), 0)
    _ = qpdf_oh_get_page_content_data(qpdf, handle, &buffer, &count)
    qpdf_oh_release_all(qpdf)
    defer { free(buffer) }
    try check()
    return Array(UnsafeBufferPointer(start: buffer, count: buffer == nil ? 0 : count))
  }

  // MARK: Writing

  /// The object from which everything hangs.
  var catalog: Int { number(of: qpdf_get_root(qpdf)) }

  /// Sets an entry of the trailer.
  func setTrailer(_ key: String, to value: PDFValue) {
    qpdf_oh_replace_key(qpdf, qpdf_get_trailer(qpdf), "/" + key, handle(value))
    qpdf_oh_release_all(qpdf)
  }

  /// The bytes of the changed file; what nothing refers to is left out.
  func written() throws(CanvasError) -> [UInt8] {
    _ = qpdf_init_write_memory(qpdf)
    qpdf_set_object_stream_mode(qpdf, qpdf_o_generate)
    // What is packed stays as it is, and nothing else is to be packed.
    qpdf_set_stream_data_mode(qpdf, qpdf_s_preserve)
    qpdf_set_newline_before_endstream(qpdf, 1)
    qpdf_set_deterministic_ID(qpdf, 1)
    qpdf_force_pdf_version(qpdf, "1.7")
    _ = qpdf_write(qpdf)
    try check()
    let count = qpdf_get_buffer_length(qpdf)
    return Array(UnsafeBufferPointer(start: qpdf_get_buffer(qpdf), count: count))
  }
}
