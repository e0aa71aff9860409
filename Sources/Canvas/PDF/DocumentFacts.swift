import CPango

/// What a PDF file says of itself: once in its old dictionary, once as XMP (ISO 16684-1).
struct DocumentFacts {
  let options: PDFOptions
  let title: String
  let language: String

  /// The program and the library that drew the pages.
  private static let producer =
    "Playfair, cairo " + (cairo_version_string().map { String(cString: $0) } ?? "")

  private static let creator = "Playfair"

  private var date: String? { options.date.flatMap(W3CDate.complete) }

  private func line(_ text: String) -> String { TextLine.oneLine(text) }

  private var authors: [String] { options.authors.map(line).filter { !$0.isEmpty } }

  private var keywords: [String] { options.keywords.map(line).filter { !$0.isEmpty } }

  // MARK: The dictionary

  /// The document information dictionary.
  var dictionary: PDFValue {
    let date = date.map(DocumentFacts.pdfDate)
    let texts: [(String, String)] = [
      ("Title", line(title)), ("Author", authors.joined(separator: ", ")),
      ("Subject", line(options.subject)), ("Keywords", keywords.joined(separator: ", ")),
      ("Creator", DocumentFacts.creator), ("Producer", DocumentFacts.producer),
      ("CreationDate", date ?? ""), ("ModDate", date ?? ""),
    ]
    return .dictionary(texts.filter { !$0.1.isEmpty }.map { ($0.0, .text($0.1)) })
  }

  /// A date in PDF's own form: `D:20260501123000+08'00'`.
  static func pdfDate(_ date: String) -> String {
    let bytes = date.utf8
    let digits = String(date.prefix(19).filter { $0.isASCII && $0.isNumber })
    let zone = bytes.count > 20 ? String(date.dropFirst(19)) : "Z"
    return "D:" + digits + (zone == "Z" ? "Z" : zone.replacing(":", with: "'") + "'")
  }

  // MARK: XMP

  /// The XMP packet.
  var xmp: String {
    var body = entry("dc:format", "application/pdf")
    body += list("dc:title", "Alt", [line(title)], isInLanguage: true)
    body += list("dc:creator", "Seq", authors)
    body += list("dc:description", "Alt", [line(options.subject)], isInLanguage: true)
    body += list("dc:subject", "Bag", keywords)
    body += list("dc:language", "Bag", [language])
    body += entry("pdf:Keywords", keywords.joined(separator: ", "))
    body += entry("pdf:Producer", DocumentFacts.producer)
    body += entry("xmp:CreatorTool", DocumentFacts.creator)
    for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
      body += entry(name, date ?? "")
    }
    if let record = options.record {
      body += "<playfair:record>\(RecordPlace.escaped(record, for: .pdf))</playfair:record>\n"
    }
    body += identification
    return """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about=""
        xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
        xmlns:xmp="http://ns.adobe.com/xap/1.0/"
        xmlns:playfair="\(DocumentFacts.namespace)"
        xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
        xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
        xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
        xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
        xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
      \(body)</rdf:Description>
      </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>
      """
  }

  /// The standards that the file keeps.
  private var identification: String {
    var text = ""
    for standard in options.standards {
      switch standard {
      case .ua1: text += entry("pdfuaid:part", "1")
      case .a2a: text += entry("pdfaid:part", "2") + entry("pdfaid:conformance", "A")
      case .a3a: text += entry("pdfaid:part", "3") + entry("pdfaid:conformance", "A")
      }
    }
    // PDF/A knows the words of its own standard alone; others have to be explained.
    let isArchival = options.standards.contains(.a2a) || options.standards.contains(.a3a)
    return isArchival ? text + explanations : text
  }

  /// The name of our own words in XMP; it is no address.
  private static let namespace = "urn:playfair:record:1"

  /// What the words mean that PDF/A does not know.
  private var explanations: String {
    var schemas: [String] = []
    if options.standards.contains(.ua1) {
      schemas.append(
        DocumentFacts.schema(
          "PDF/UA identification schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid",
          property: "part", type: "Integer", "Part of ISO 14289"))
    }
    if options.record != nil {
      schemas.append(
        DocumentFacts.schema(
          "Record of how the file was made", DocumentFacts.namespace, "playfair",
          property: "record", type: "Text", "Digests of the data, the text and the look, as JSON"))
    }
    guard !schemas.isEmpty else { return "" }
    return "<pdfaExtension:schemas><rdf:Bag>\(schemas.joined())</rdf:Bag></pdfaExtension:schemas>\n"
  }

  private static func schema(
    _ title: String, _ namespace: String, _ prefix: String, property: String, type: String,
    _ description: String
  ) -> String {
    """
    <rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>\(title)</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>\(namespace)</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>\(prefix)</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>\(property)</pdfaProperty:name>
    <pdfaProperty:valueType>\(type)</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>\(description)</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
    </rdf:li>

    """
  }

  private func entry(_ name: String, _ text: String) -> String {
    text.isEmpty ? "" : "<\(name)>\(XMLText.escaped(text))</\(name)>\n"
  }

  private func list(
    _ name: String, _ kind: String, _ texts: [String], isInLanguage: Bool = false
  ) -> String {
    let texts = texts.filter { !$0.isEmpty }
    guard !texts.isEmpty else { return "" }
    let attribute = isInLanguage ? " xml:lang=\"x-default\"" : ""
    let items = texts.map { "<rdf:li\(attribute)>\(XMLText.escaped($0))</rdf:li>" }.joined()
    return "<\(name)><rdf:\(kind)>\(items)</rdf:\(kind)></\(name)>\n"
  }
}
