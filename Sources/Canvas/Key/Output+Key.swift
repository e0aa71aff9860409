import Diagnostics

// Keys: what else the bytes of a file follow from.

extension KeyBytes {
  /// Adds the pages of a PDF file.
  public mutating func add(_ pages: [PDFPage]) {
    add(each: pages) { key, page in
      key.add(page.scene)
      key.add(page.label) { $0.add($1) }
    }
  }

  /// Adds what a PDF file says about itself.
  public mutating func add(_ options: PDFOptions) {
    add(options.title) { $0.add($1) }
    add(each: options.authors) { $0.add($1) }
    add(options.subject)
    add(each: options.keywords) { $0.add($1) }
    add(options.date) { $0.add($1) }
    add(each: options.outline) { key, entry in
      key.add(entry.title)
      key.add(entry.level)
      key.add(entry.page)
      key.add(entry.destination) { $0.add($1) }
    }
    add(each: options.standards) { $0.add($1.rawValue) }
    add(each: options.attachments) { key, attachment in
      key.add(attachment.name)
      key.add(attachment.mediaType)
      key.add(attachment.description)
      key.add(attachment.figure) { $0.add($1) }
      key.add(attachment.bytes)
    }
    add(options.record) { $0.add($1) }
  }

  /// Adds how a PNG file is made.
  public mutating func add(_ options: PNGOptions) {
    add(options.scale)
    add(options.ppi)
    add(options.ground) { $0.add($1) }
    add(each: options.texts) { key, text in
      key.add(text.key)
      key.add(text.value)
    }
    add(options.record) { $0.add($1) }
  }
}
