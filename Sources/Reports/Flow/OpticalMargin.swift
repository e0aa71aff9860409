/// How far signs hang over the edges of justified lines, so that the edges look straight.
///
/// A full stop or a hyphen at the end of a line is mostly white: set flush, it makes a dent. The
/// shares of a sign's own width are those that microtype (Schlicht, 2004) has for serif faces,
/// rounded to tenths; letters hang by half a tenth, where their slant leaves a gap.
enum OpticalMargin {
  /// The share of its width by which a sign hangs over the left edge.
  static func left(_ sign: Unicode.Scalar) -> Double {
    switch sign {
    case "\u{201C}", "\u{201D}", "\u{201E}": 0.4
    case "\u{2018}", "\u{2019}", "\u{201A}": 0.5
    case "\u{AB}", "\u{2039}": 0.3
    case "\"", "'": 0.4
    case "-", "\u{2010}": 0.4
    case "\u{2013}": 0.2
    case "\u{2014}": 0.15
    case "(", "[": 0.1
    case "A", "J", "T", "V", "W", "Y": 0.05
    default: 0
    }
  }

  /// The share of its width by which a sign hangs over the right edge.
  static func right(_ sign: Unicode.Scalar) -> Double {
    switch sign {
    case ".": 0.7
    case ",": 0.6
    case "-", "\u{2010}", "\u{AD}": 0.6
    case ":", ";": 0.4
    case "\u{201C}", "\u{201D}": 0.4
    case "\u{2018}", "\u{2019}": 0.5
    case "\u{BB}", "\u{203A}": 0.3
    case "\"", "'": 0.4
    case "\u{2013}": 0.2
    case "\u{2014}": 0.15
    case "!", "?", ")", "]", "\u{2026}": 0.1
    case "A", "T", "V", "W", "Y", "r", "t", "v", "w", "y": 0.05
    default: 0
    }
  }
}
