import Canvas
import Diagnostics
import Reports

/// What everything that is made depends on beside its inputs: this program, its libraries and what the
/// machine lends it.
enum ProgramKey {
  /// The key for a library of fonts.
  static func bytes(fonts: FontLibrary) -> KeyBytes {
    var key = KeyBytes()
    key.add("playfair cache 1")
    key.add(Playfair.version)
    // A program that was built anew is another one, whatever its version says.
    #if canImport(Glibc)
      key.addFile("/proc/self/exe")
    #else
      key.addFile(CommandLine.arguments.first ?? "")
    #endif
    key.addDrawingTools()
    key.add(fonts)
    key.addHyphenation()
    return key
  }
}
