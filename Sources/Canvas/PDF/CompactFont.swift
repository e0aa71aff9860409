/// A font in the Compact Font Format (Adobe Technical Note 5176), as far as its letters' names go.
struct CompactFont {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The names of the letters in the order of the font, without that for what it lacks; none if the
  /// font cannot be read.
  var letterNames: [String] {
    guard bytes.count > 4 else { return [] }
    var offset = Int(bytes[2])
    guard index(at: &offset) != nil, let dictionaries = index(at: &offset),
      let dictionary = dictionaries.first, let strings = index(at: &offset)
    else { return [] }
    let operators = operators(in: dictionary)
    guard var letters = operators[17], let count = index(at: &letters)?.count else { return [] }
    return identifiers(from: operators[15] ?? 0, count: count - 1).map { identifier in
      name(identifier, strings)
    }
  }

  private func name(_ identifier: Int, _ strings: [Range<Int>]) -> String {
    let standard = CompactFont.standardNames
    if standard.indices.contains(identifier) { return standard[identifier] }
    let own = identifier - CompactFont.standardCount
    guard strings.indices.contains(own) else { return "glyph\(identifier)" }
    return String(decoding: bytes[strings[own]], as: UTF8.self)
  }

  /// The numbers of the names of some letters.
  private func identifiers(from offset: Int, count: Int) -> [Int] {
    guard offset > 2 else { return count > 0 ? Array(1...count) : [] }
    guard count > 0, let format = number(at: offset, size: 1) else { return [] }
    var result: [Int] = []
    var offset = offset + 1
    while result.count < count, let first = number(at: offset, size: 2) {
      offset += 2
      var left = 0
      if format > 0 {
        let size = format == 1 ? 1 : 2
        guard let more = number(at: offset, size: size) else { return result }
        left = more
        offset += size
      }
      result += (first...first + min(left, count - result.count - 1))
    }
    return result
  }

  /// The numbers of a dictionary by their operators of one byte.
  private func operators(in range: Range<Int>) -> [Int: Int] {
    var result: [Int: Int] = [:]
    var last = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      let first = Int(bytes[offset])
      offset += 1
      switch first {
      case 12: offset += 1
      case 0...21: result[first] = last
      case 28:
        last = number(at: offset, size: 2) ?? 0
        offset += 2
      case 29:
        last = number(at: offset, size: 4) ?? 0
        offset += 4
      case 30:
        // A fraction ends with a half byte of ones.
        while offset < range.upperBound, bytes[offset] & 0x0F != 0x0F { offset += 1 }
        offset += 1
      case 32...246: last = first - 139
      case 247...250:
        last = (first - 247) * 256 + (number(at: offset, size: 1) ?? 0) + 108
        offset += 1
      case 251...254:
        last = -(first - 251) * 256 - (number(at: offset, size: 1) ?? 0) - 108
        offset += 1
      default: break
      }
    }
    return result
  }

  /// The parts of an index, behind which it goes; nil if it does not lie in the font.
  private func index(at offset: inout Int) -> [Range<Int>]? {
    guard let count = number(at: offset, size: 2) else { return nil }
    guard count > 0 else {
      offset += 2
      return []
    }
    guard let size = number(at: offset + 2, size: 1), (1...4).contains(size) else { return nil }
    let base = offset + 3 + (count + 1) * size - 1
    var ends: [Int] = []
    for part in 0...count {
      guard let end = number(at: offset + 3 + part * size, size: size), base + end <= bytes.count,
        base + end >= ends.last ?? 0
      else { return nil }
      ends.append(base + end)
    }
    offset = ends[count]
    return zip(ends, ends.dropFirst()).map { $0..<$1 }
  }

  private func number(at offset: Int, size: Int) -> Int? {
    guard offset >= 0, offset + size <= bytes.count else { return nil }
    return bytes[offset..<offset + size].reduce(0) { $0 << 8 | Int($1) }
  }

  /// How many names the format knows by number; those of accents and of old-style figures in fonts
  /// for experts stand at the end.
  private static let standardCount = 391

  /// The names that a font of Latin letters uses, by their numbers.
  private static let standardNames: [String] = """
    .notdef space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft \
    parenright asterisk plus comma hyphen period slash zero one two three four five six seven eight \
    nine colon semicolon less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V \
    W X Y Z bracketleft backslash bracketright asciicircum underscore quoteleft a b c d e f g h i j \
    k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde exclamdown cent sterling \
    fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft \
    guilsinglright fi fl endash dagger daggerdbl periodcentered paragraph bullet quotesinglbase \
    quotedblbase quotedblright guillemotright ellipsis perthousand questiondown grave acute \
    circumflex tilde macron breve dotaccent dieresis ring cedilla hungarumlaut ogonek caron emdash \
    AE ordfeminine Lslash Oslash OE ordmasculine ae dotlessi lslash oslash oe germandbls \
    onesuperior logicalnot mu trademark Eth onehalf plusminus Thorn onequarter divide brokenbar \
    degree thorn threequarters twosuperior registered minus eth multiply threesuperior copyright \
    Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute Ecircumflex Edieresis Egrave \
    Iacute Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde Scaron \
    Uacute Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis agrave \
    aring atilde ccedilla eacute ecircumflex edieresis egrave iacute icircumflex idieresis igrave \
    ntilde oacute ocircumflex odieresis ograve otilde scaron uacute ucircumflex udieresis ugrave \
    yacute ydieresis zcaron
    """.split(separator: " ").map(String.init)
}
