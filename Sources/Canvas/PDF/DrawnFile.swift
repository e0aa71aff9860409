import CQPDF

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A PDF file that has been drawn and is read again: qpdf's, closed when it is let go.
final class DrawnFile {
  private let qpdf: qpdf_data
  /// qpdf reads from these bytes for as long as the file is open.
  private let bytes: UnsafeMutableBufferPointer<CChar>

  /// Opens a file.
  init(_ data: [UInt8]) throws(CanvasError) {
    guard let qpdf = qpdf_init() else { throw .drawing("no memory") }
    self.qpdf = qpdf
    bytes = .allocate(capacity: data.count)
    data.withUnsafeBytes { UnsafeMutableRawBufferPointer(bytes).copyMemory(from: $0) }
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

  // MARK: Pages

  /// How many pages there are.
  func pageCount() throws(CanvasError) -> Int {
    let count = qpdf_get_num_pages(qpdf)
    try check()
    return Int(count)
  }

  /// What is drawn on a page, unpacked.
  func content(ofPage page: Int) throws(CanvasError) -> [UInt8] {
    defer { qpdf_oh_release_all(qpdf) }
    let own = qpdf_oh_get_key(qpdf, qpdf_get_page_n(qpdf, page), "/Contents")
    if qpdf_oh_is_stream(qpdf, own) != 0 { return try unpacked(own) }
    var buffer: UnsafeMutablePointer<UInt8>?
    var count = 0
    _ = qpdf_oh_get_page_content_data(qpdf, qpdf_get_page_n(qpdf, page), &buffer, &count)
    defer { free(buffer) }
    try check()
    return Array(UnsafeBufferPointer(start: buffer, count: buffer == nil ? 0 : count))
  }

  // MARK: Attached files

  /// The files that are attached, in the order of their names.
  func attachments() throws(CanvasError) -> [CarriedFile] {
    defer { qpdf_oh_release_all(qpdf) }
    let names = qpdf_oh_get_key(qpdf, qpdf_get_root(qpdf), "/Names")
    guard qpdf_oh_is_dictionary(qpdf, names) != 0 else { return [] }
    var files: [CarriedFile] = []
    try add(qpdf_oh_get_key(qpdf, names, "/EmbeddedFiles"), to: &files, depth: 0)
    return files
  }

  /// Adds the files of a name tree (ISO 32000-2, 7.9.6).
  private func add(
    _ node: qpdf_oh, to files: inout [CarriedFile], depth: Int
  ) throws(CanvasError) {
    guard depth < 20, qpdf_oh_is_dictionary(qpdf, node) != 0 else { return }
    let kids = qpdf_oh_get_key(qpdf, node, "/Kids")
    if qpdf_oh_is_array(qpdf, kids) != 0 {
      for index in 0..<qpdf_oh_get_array_n_items(qpdf, kids) {
        try add(qpdf_oh_get_array_item(qpdf, kids, index), to: &files, depth: depth + 1)
      }
    }
    let pairs = qpdf_oh_get_key(qpdf, node, "/Names")
    guard qpdf_oh_is_array(qpdf, pairs) != 0 else { return }
    for index in stride(from: 1, to: qpdf_oh_get_array_n_items(qpdf, pairs), by: 2) {
      let file = qpdf_oh_get_array_item(qpdf, pairs, index)
      guard qpdf_oh_is_dictionary(qpdf, file) != 0 else { continue }
      let embedded = qpdf_oh_get_key(qpdf, file, "/EF")
      guard qpdf_oh_is_dictionary(qpdf, embedded) != 0 else { continue }
      let stream = qpdf_oh_get_key(qpdf, embedded, "/F")
      let name = qpdf_oh_get_key(qpdf, file, "/UF")
      guard qpdf_oh_is_stream(qpdf, stream) != 0, qpdf_oh_is_string(qpdf, name) != 0,
        let text = qpdf_oh_get_utf8_value(qpdf, name)
      else { continue }
      files.append(
        CarriedFile(
          name: String(cString: text), bytes: try data(of: stream, qpdf_dl_generalized)))
    }
  }

  // MARK: Copies of pages

  /// A page with all that it uses, of which objects are copied.
  func page(_ number: Int, into copies: DrawnCopies) throws(CanvasError) -> DrawnPage {
    var content = try content(ofPage: number)
    defer { qpdf_oh_release_all(qpdf) }
    let page = qpdf_get_page_n(qpdf, number)
    var entries: [(String, PDFValue)] = []
    for key in ["MediaBox", "Group"] {
      let value = qpdf_oh_get_key(qpdf, page, "/" + key)
      guard qpdf_oh_is_null(qpdf, value) == 0 else { continue }
      entries.append((key, try direct(value, into: copies)))
    }
    let resources = qpdf_oh_get_key(qpdf, page, "/Resources")
    var others: [(String, PDFValue)] = []
    let named = qpdf_oh_get_key(qpdf, resources, "/XObject")
    var pictures = try self.pictures(in: named)
    if let known = pictures, let renamed = ContentNames.renamed(content, Set(known.keys)) {
      content = renamed.content
      pictures = Dictionary(
        uniqueKeysWithValues: renamed.order.enumerated().compactMap { index, name in
          known[name].map { ("x\(index)", $0) }
        })
    } else {
      pictures = nil
    }
    for key in try keys(of: resources) where key != "Font" && (key != "XObject" || pictures == nil)
    {
      others.append((key, try direct(qpdf_oh_get_key(qpdf, resources, "/" + key), into: copies)))
    }
    let fonts = try keys(of: qpdf_oh_get_key(qpdf, resources, "/Font"))
    return DrawnPage(
      content: content, entries: .dictionary(entries), resources: .dictionary(others), fonts: fonts,
      pictures: pictures ?? [:])
  }

  /// The objects of a dictionary if all of them are pictures, by their names.
  private func pictures(in dictionary: qpdf_oh) throws(CanvasError) -> [String: DrawnPicture]? {
    var result: [String: DrawnPicture] = [:]
    for name in try keys(of: dictionary) {
      let object = qpdf_oh_get_key(qpdf, dictionary, "/" + name)
      guard let picture = try picture(object) else { return nil }
      result[name] = picture
    }
    return result
  }

  /// A picture with its mask; nil if it is something else.
  private func picture(_ object: qpdf_oh) throws(CanvasError) -> DrawnPicture? {
    guard qpdf_oh_is_stream(qpdf, object) != 0 else { return nil }
    let dictionary = qpdf_oh_get_dict(qpdf, object)
    let subtype = qpdf_oh_get_key(qpdf, dictionary, "/Subtype")
    guard qpdf_oh_is_name_and_equals(qpdf, subtype, "/Image") != 0 else { return nil }
    var entries: [(String, PDFValue)] = []
    var mask: [DrawnPicture] = []
    for key in try keys(of: dictionary) {
      let value = qpdf_oh_get_key(qpdf, dictionary, "/" + key)
      if key == "SMask" {
        guard let own = try picture(value) else { return nil }
        mask = [own]
        continue
      }
      guard qpdf_oh_is_indirect(qpdf, value) == 0, qpdf_oh_is_dictionary(qpdf, value) == 0,
        let text = qpdf_oh_unparse(qpdf, value).map({ String(cString: $0) }), !text.contains(" R")
      else { return nil }
      entries.append((key, .written(text)))
    }
    return DrawnPicture(
      dictionary: .dictionary(entries), bytes: try data(of: object, qpdf_dl_none), mask: mask)
  }

  /// Copies the fonts that a page uses.
  func copyFonts(ofPage number: Int, into copies: DrawnCopies) throws(CanvasError) {
    defer { qpdf_oh_release_all(qpdf) }
    let resources = qpdf_oh_get_key(qpdf, qpdf_get_page_n(qpdf, number), "/Resources")
    let fonts = qpdf_oh_get_key(qpdf, resources, "/Font")
    for name in try keys(of: fonts) where copies.fonts[name] == nil {
      copies.fonts[name] = try copy(qpdf_oh_get_key(qpdf, fonts, "/" + name), into: copies)
    }
  }

  // MARK: Copies of objects

  /// The keys of a dictionary in the order of their bytes, without the length of a stream, which is written
  /// with it; none if it is nothing of the kind.
  private func keys(of dictionary: qpdf_oh) throws(CanvasError) -> [String] {
    guard qpdf_oh_is_dictionary(qpdf, dictionary) != 0,
      case .pairs(let keys, _) = try DrawnValue.read(text(of: dictionary), object: { _ in .null })
    else { return [] }
    return keys
  }

  private func copy(_ handle: qpdf_oh, into copies: DrawnCopies) throws(CanvasError) -> PDFValue {
    let number = Int(qpdf_oh_get_object_id(qpdf, handle))
    guard number > 0 else { return try direct(handle, into: copies) }
    if let known = copies.numbers[number] { return .object(known) }
    let copied = copies.file.reserve()
    copies.numbers[number] = copied
    guard qpdf_oh_is_stream(qpdf, handle) != 0 else {
      copies.file.set(copied, to: try direct(handle, into: copies))
      return .object(copied)
    }
    let dictionary = try direct(qpdf_oh_get_dict(qpdf, handle), into: copies)
    copies.file.set(copied, to: dictionary, stream: try data(of: handle, qpdf_dl_none))
    return .object(copied)
  }

  private func direct(_ handle: qpdf_oh, into copies: DrawnCopies) throws(CanvasError) -> PDFValue {
    let value = try DrawnValue.read(text(of: handle)) { (number) throws(CanvasError) in
      try copy(qpdf_get_object_by_id(qpdf, Int32(number), 0), into: copies)
    }
    guard value["FontFile3"] != nil, let names = try letterNames(of: handle) else { return value }
    return value.setting("CharSet", to: .bytes(names))
  }

  /// A value as qpdf writes it, what it names by its numbers: qpdf is asked once and not for each entry.
  private func text(of handle: qpdf_oh) -> [UInt8] {
    guard let text = qpdf_oh_unparse_resolved(qpdf, handle) else { return [] }
    let count = strlen(text)
    return text.withMemoryRebound(to: UInt8.self, capacity: count) {
      Array(UnsafeBufferPointer(start: $0, count: count))
    }
  }

  /// The names of the letters that a font holds, of which it is the descriptor: PDF/A asks for them
  /// where the outlines are a Compact Font Format of one byte a letter, and Cairo does not write them.
  private func letterNames(of descriptor: qpdf_oh) throws(CanvasError) -> String? {
    let outlines = qpdf_oh_get_key(qpdf, descriptor, "/FontFile3")
    guard qpdf_oh_is_stream(qpdf, outlines) != 0 else { return nil }
    let subtype = qpdf_oh_get_key(qpdf, qpdf_oh_get_dict(qpdf, outlines), "/Subtype")
    guard qpdf_oh_is_name_and_equals(qpdf, subtype, "/Type1C") != 0 else { return nil }
    let font = CompactFont(try unpacked(outlines))
    return font.letterNames.map { "/" + $0 }.joined()
  }

  /// The bytes of a stream, unpacked.
  private func unpacked(_ stream: qpdf_oh) throws(CanvasError) -> [UInt8] {
    let filter = qpdf_oh_get_key(qpdf, qpdf_oh_get_dict(qpdf, stream), "/Filter")
    if qpdf_oh_is_name_and_equals(qpdf, filter, "/FlateDecode") != 0,
      let bytes = PDFFile.unpacked(try data(of: stream, qpdf_dl_none))
    {
      return bytes
    }
    return try data(of: stream, qpdf_dl_generalized)
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
}

/// The objects of a drawn file that have been copied into another, and the numbers that they have
/// there.
final class DrawnCopies {
  let file: PDFFile
  fileprivate(set) var numbers: [Int: Int] = [:]
  /// The fonts that pages use, by the names that they have on every page.
  fileprivate(set) var fonts: [String: PDFValue] = [:]

  init(into file: PDFFile) { self.file = file }
}

/// A page as it was drawn.
struct DrawnPage: Sendable {
  /// What is drawn, unpacked, with Cairo's marks.
  var content: [UInt8]
  /// The size and the kind of the page.
  var entries: PDFValue
  /// What the content names, without the fonts.
  var resources: PDFValue
  /// The names of the fonts that it uses.
  var fonts: [String]
  /// The pictures that it shows, by their names on the page.
  var pictures: [String: DrawnPicture] = [:]

  /// Whether the page names no object but fonts and pictures, so that it is the same in another file.
  var isPortable: Bool {
    var isPortable = true
    for value in [entries, resources] { value.visitObjects { _ in isPortable = false } }
    return isPortable
  }
}

/// A picture that pages show; the same one is in a file once.
struct DrawnPicture: Sendable, Hashable {
  /// What is said of it, without its mask.
  var dictionary: PDFValue
  var bytes: [UInt8]
  /// The picture that tells where this one covers what is below; one or none.
  var mask: [DrawnPicture]
}
