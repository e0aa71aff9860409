import CQPDF

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A PDF file as tests read it, through qpdf.
package final class PDFReading {
  private let qpdf: qpdf_data
  private let bytes: [CChar]

  /// Opens a file; nil if it cannot be read without mending.
  package init?(_ data: [UInt8]) {
    guard let qpdf = qpdf_init() else { return nil }
    self.qpdf = qpdf
    bytes = data.map { CChar(bitPattern: $0) }
    qpdf_silence_errors(qpdf)
    qpdf_set_suppress_warnings(qpdf, 1)
    qpdf_set_attempt_recovery(qpdf, 0)
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: data.count)
    _ = copy.initialize(from: bytes)
    memory = copy
    _ = qpdf_read_memory(qpdf, "PDF", copy.baseAddress, UInt64(copy.count), nil)
    guard qpdf_has_error(qpdf) == 0, qpdf_more_warnings(qpdf) == 0 else { return nil }
  }

  private var memory: UnsafeMutableBufferPointer<CChar>

  deinit {
    var closing: qpdf_data? = qpdf
    qpdf_cleanup(&closing)
    memory.deallocate()
  }

  // MARK: Values

  /// What a path of keys leads to from the catalog, as PDF writes it: `["ViewerPreferences"]`.
  package func catalog(_ keys: String...) -> String { text(at: keys, from: qpdf_get_root(qpdf)) }

  /// The same from the trailer: `["Info", "Title"]`.
  package func trailer(_ keys: String...) -> String { text(at: keys, from: qpdf_get_trailer(qpdf)) }

  /// The same from a page.
  package func page(_ number: Int, _ keys: String...) -> String {
    text(at: keys, from: qpdf_get_page_n(qpdf, number))
  }

  /// What the file says of itself in XMP.
  package var xmp: String {
    String(decoding: data(of: key(qpdf_get_root(qpdf), "Metadata")), as: UTF8.self)
  }

  /// The whole numbers of an array of the catalog.
  package func numbers(_ name: String) -> [Int] {
    items(of: key(qpdf_get_root(qpdf), name)).map { Int(qpdf_oh_get_int_value(qpdf, $0)) }
  }

  /// The bytes of a stream of the catalog, unpacked.
  package func stream(_ name: String) -> [UInt8] { data(of: key(qpdf_get_root(qpdf), name)) }

  /// What is drawn on a page.
  package func content(ofPage number: Int) -> String {
    String(decoding: data(of: key(qpdf_get_page_n(qpdf, number), "Contents")), as: UTF8.self)
  }

  /// The attached files in the order of their names.
  package var attachments: [(name: String, words: String, type: String, bytes: [UInt8])] {
    let tree = key(key(qpdf_get_root(qpdf), "Names"), "EmbeddedFiles")
    let names = items(of: key(tree, "Names"))
    return stride(from: 1, to: names.count, by: 2).map { index in
      let file = names[index]
      let stream = key(key(file, "EF"), "UF")
      let type = name(key(qpdf_oh_get_dict(qpdf, stream), "Subtype"))
      return (string(key(file, "UF")), string(key(file, "Desc")), type, data(of: stream))
    }
  }

  private func text(at keys: [String], from start: qpdf_oh) -> String {
    let found = keys.reduce(start) { key($0, $1) }
    if qpdf_oh_is_string(qpdf, found) != 0 { return string(found) }
    return qpdf_oh_unparse_resolved(qpdf, found).map { String(cString: $0) } ?? ""
  }

  private func key(_ object: qpdf_oh, _ name: String) -> qpdf_oh {
    qpdf_oh_get_key_if_dict(qpdf, object, "/" + name)
  }

  private func items(of array: qpdf_oh) -> [qpdf_oh] {
    guard qpdf_oh_is_array(qpdf, array) != 0 else { return [] }
    return (0..<qpdf_oh_get_array_n_items(qpdf, array)).map {
      qpdf_oh_get_array_item(qpdf, array, $0)
    }
  }

  private func string(_ object: qpdf_oh) -> String {
    guard qpdf_oh_is_string(qpdf, object) != 0 else { return "" }
    return qpdf_oh_get_utf8_value(qpdf, object).map { String(cString: $0) } ?? ""
  }

  private func name(_ object: qpdf_oh) -> String {
    guard qpdf_oh_is_name(qpdf, object) != 0, let text = qpdf_oh_get_name(qpdf, object) else {
      return ""
    }
    return String(String(cString: text).dropFirst())
  }

  private func data(of stream: qpdf_oh) -> [UInt8] {
    guard qpdf_oh_is_stream(qpdf, stream) != 0 else { return [] }
    var buffer: UnsafeMutablePointer<UInt8>?
    var count = 0
    qpdf_oh_get_stream_data(qpdf, stream, qpdf_dl_generalized, nil, &buffer, &count)
    defer { free(buffer) }
    return Array(UnsafeBufferPointer(start: buffer, count: count))
  }

  // MARK: Structure

  /// The structure tree as indented text, one element a line.
  ///
  ///     Document
  ///       H1 page 1
  ///       P lang de pages 1 2
  ///         Link "Figure 1" to fig-grain
  package var structure: String {
    var lines: [String] = []
    let root = key(qpdf_get_root(qpdf), "StructTreeRoot")
    for kid in kids(of: root) { dump(kid, indent: "", page: 0, into: &lines) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is wrong with the ties between content and elements: nothing, if all is well.
  package var structureFaults: [String] {
    var faults: [String] = []
    let numbers = items(
      of: key(key(key(qpdf_get_root(qpdf), "StructTreeRoot"), "ParentTree"), "Nums"))
    var owners: [Int64: qpdf_oh] = [:]
    for index in stride(from: 1, to: numbers.count, by: 2) {
      owners[qpdf_oh_get_int_value(qpdf, numbers[index - 1])] = numbers[index]
    }
    for page in 0..<Int(qpdf_get_num_pages(qpdf)) {
      let object = qpdf_get_page_n(qpdf, page)
      let marks = content(ofPage: page).components("<</MCID")
      let own = key(object, "StructParents")
      if marks > 0, items(of: owners[qpdf_oh_get_int_value(qpdf, own)] ?? own).count < marks {
        faults.append("page \(page + 1) has content without an element")
      }
      for annotation in items(of: key(object, "Annots")) {
        let number = qpdf_oh_get_int_value(qpdf, key(annotation, "StructParent"))
        if name(key(owners[number] ?? annotation, "S")) != "Link" {
          faults.append("a link on page \(page + 1) has no element")
        }
      }
    }
    return faults
  }

  private func kids(of element: qpdf_oh) -> [qpdf_oh] {
    let kids = key(element, "K")
    if qpdf_oh_is_array(qpdf, kids) != 0 { return items(of: kids) }
    return qpdf_oh_is_null(qpdf, kids) != 0 ? [] : [kids]
  }

  private func integer(_ object: qpdf_oh) -> String {
    qpdf_oh_is_integer(qpdf, object) != 0 ? "\(qpdf_oh_get_int_value(qpdf, object))" : ""
  }

  private func dump(_ element: qpdf_oh, indent: String, page: Int, into lines: inout [String]) {
    var words = [name(key(element, "S"))]
    let attributes = key(element, "A")
    for (label, value) in [
      ("lang", string(key(element, "Lang"))), ("alt", quoted(string(key(element, "Alt")))),
      ("scope", name(key(attributes, "Scope"))), ("span", integer(key(attributes, "ColSpan"))),
      ("id", string(key(element, "ID"))),
      ("numbering", name(key(attributes, "ListNumbering"))),
      ("data", items(of: key(element, "AF")).map { string(key($0, "UF")) }.joined(separator: " ")),
    ] where !value.isEmpty {
      words += [label, value]
    }
    let own = pageNumber(key(element, "Pg")) ?? page
    var pages: [Int] = []
    var inner: [qpdf_oh] = []
    for kid in kids(of: element) {
      if qpdf_oh_is_integer(qpdf, kid) != 0 {
        pages.append(own)
      } else if name(key(kid, "Type")) == "MCR" {
        pages.append(pageNumber(key(kid, "Pg")) ?? own)
      } else if name(key(kid, "Type")) == "OBJR" {
        words.append(link(key(kid, "Obj")))
      } else {
        inner.append(kid)
      }
    }
    let shown = pages.reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
    if !shown.isEmpty { words.append("on " + shown.map(String.init).joined(separator: ",")) }
    lines.append(indent + words.joined(separator: " "))
    for kid in inner { dump(kid, indent: indent + "  ", page: own, into: &lines) }
  }

  private func link(_ annotation: qpdf_oh) -> String {
    let address = string(key(key(annotation, "A"), "URI"))
    let target = address.isEmpty ? "#" + string(key(annotation, "Dest")) : address
    return "to \(target) \(quoted(string(key(annotation, "Contents"))))"
  }

  private func pageNumber(_ page: qpdf_oh) -> Int? {
    guard qpdf_oh_is_dictionary(qpdf, page) != 0 else { return nil }
    return Int(qpdf_find_page_by_oh(qpdf, page)) + 1
  }

  private func quoted(_ text: String) -> String {
    text.isEmpty ? "" : "\"\(text.count > 70 ? text.prefix(69) + "…" : text)\""
  }
}

extension String {
  /// How often some words occur.
  fileprivate func components(_ words: String) -> Int { split(separator: words).count - 1 }
}
