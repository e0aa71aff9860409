import Foundation

/// The browser of the person at this machine.
public enum Browser {
  /// Opens an address; what kept it from that, if anything.
  public static func open(_ address: String) -> String? {
    #if os(macOS)
      let program = "open"
    #else
      let program = "xdg-open"
    #endif
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program, address]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      return "\(error.localizedDescription)"
    }
    return nil
  }
}
