import CDeflate
import CPango
import CQPDF
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension KeyBytes {
  /// Adds the versions of the libraries that draw and write, since each has its own ways.
  public mutating func addDrawingTools() {
    for version in [cairo_version_string(), pango_version_string(), hb_version_string()] {
      add(version.map { String(cString: $0) } ?? "")
    }
    add(Int(FcGetVersion()))
    add(qpdf_get_qpdf_version().map { String(cString: $0) } ?? "")
    add(LIBDEFLATE_VERSION_STRING)
  }

  /// Adds what the fonts of a library are: the files in its folders, with their sizes and times.
  public mutating func add(_ fonts: FontLibrary) {
    add(fonts.configuration)
    for folder in fonts.folders {
      addFile(folder)
      addFiles(in: folder)
    }
  }

  /// Adds the names, sizes and times of all files in a folder, and in those within it.
  public mutating func addFiles(in folder: String, depth: Int = 4) {
    for name in FilePath.entries(of: folder).sorted() {
      let path = folder + "/" + name
      var info = stat()
      guard stat(path, &info) == 0 else { continue }
      if info.st_mode & S_IFMT == S_IFDIR {
        if depth > 0 { addFiles(in: path, depth: depth - 1) }
      } else {
        add(path)
        addStamp(info)
      }
    }
  }

  /// Adds the size and the time of a file; nothing if it is not there.
  public mutating func addFile(_ path: String) {
    var info = stat()
    if stat(path, &info) == 0 { addStamp(info) }
  }

  private mutating func addStamp(_ info: stat) {
    add(Int(info.st_size))
    #if canImport(Glibc)
      let time = info.st_mtim
    #else
      let time = info.st_mtimespec
    #endif
    add(Int(time.tv_sec))
    add(Int(time.tv_nsec))
  }
}
