import Foundation
import Live
import Testing

@testable import Live

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct PreviewServerTests {
  private func server(_ events: EventHub = EventHub(session: "s")) throws -> PreviewServer {
    try PreviewServer(host: nil, port: 0, events: events) { path in
      path == "/" ? PreviewReply("text/html; charset=utf-8", text: "<p>here</p>") : nil
    }
  }

  /// Runs a step while a server listens.
  private func serving(
    _ server: PreviewServer, _ step: (_ port: UInt16) async throws -> Void
  ) async throws {
    let (ready, tell) = AsyncStream.makeStream(of: Void.self)
    let task = Task { try await server.run { tell.yield() } }
    for await _ in ready { break }
    try await step(server.port)
    task.cancel()
  }

  @Test("a page is answered to this machine's names, on both loopback addresses")
  func page() async throws {
    try await serving(try server()) { port in
      for host in ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"] {
        let answer = await Client.ask("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n", port)
        #expect(answer.hasPrefix("HTTP/1.1 200"))
        #expect(answer.hasSuffix("<p>here</p>"))
        #expect(answer.contains("default-src 'none'"))
      }
    }
  }

  @Test("a name that was made to lead here gets nothing")
  func rebinding() async throws {
    try await serving(try server()) { port in
      for host in ["evil.example", "evil.example:\(port)", "localhost.evil.example", "127.0.0.1.x"]
      {
        let answer = await Client.ask("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n", port)
        #expect(answer.hasPrefix("HTTP/1.1 421"))
        #expect(!answer.contains("here"))
      }
      let nameless = await Client.ask("GET / HTTP/1.1\r\n\r\n", port)
      #expect(nameless.hasPrefix("HTTP/1.1 421"))
    }
  }

  @Test("only GET and HEAD are answered, and only what is known")
  func methods() async throws {
    try await serving(try server()) { port in
      func ask(_ line: String) async -> String {
        await Client.ask("\(line) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", port)
      }
      #expect(await ask("POST /").hasPrefix("HTTP/1.1 405"))
      let head = await ask("HEAD /")
      #expect(head.hasPrefix("HTTP/1.1 200") && !head.contains("here"))
      for path in ["/x", "/../etc/passwd", "/%2e%2e/etc/passwd", "/page/../../x", "//etc/passwd"] {
        #expect(await ask("GET \(path)").hasPrefix("HTTP/1.1 404"), "\(path)")
      }
      #expect(await ask("GET /preview.js").contains("EventSource"))
    }
  }

  @Test("a page is told of the newest version at once, and of each new one")
  func events() async throws {
    let hub = EventHub(session: "s")
    try await serving(try server(hub)) { port in
      hub.publish(3)
      let client = Client(port)
      client.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(await client.read(until: "data: s 3\n\n").contains("text/event-stream"))
      hub.publish(4)
      #expect(await client.read(until: "data: s 4\n\n").contains("data: s 4"))
      #expect(hub.pageCount == 1)
    }
  }

  @Test("a page that was closed is forgotten")
  func closed() async throws {
    let hub = EventHub(session: "s")
    try await serving(try server(hub)) { port in
      for _ in 0..<5 {
        let client = Client(port)
        client.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        _ = await client.read(until: "data: s 0\n\n")
      }
      // What is sent to a closed page is refused by its machine, then by this one.
      for _ in 0..<500 where hub.pageCount > 0 {
        hub.repeatNewest()
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(hub.pageCount == 0)
    }
  }

  @Test("an address that is none is refused with the reason")
  func address() {
    #expect(throws: PreviewError.self) {
      try PreviewServer(host: "example.org", port: 0, events: EventHub(session: "s")) { _ in nil }
    }
  }
}

/// A browser that only speaks, one connection each.
private final class Client: Sendable {
  private let descriptor: Int32

  init(_ port: UInt16) {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = connect(descriptor, $0, size) }
    }
  }

  deinit { close(descriptor) }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(descriptor, bytes, bytes.count)
  }

  /// What comes until a text has come, or nothing more does for a minute.
  ///
  /// It waits on a thread of its own: the server needs those of the tests.
  func read(until end: String?) async -> String {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: self.readNow(until: end)) }
    }
  }

  private func readNow(until end: String?) -> String {
    var text = ""
    while end.map({ !text.contains($0) }) ?? true {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, 60_000) > 0 else { break }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return text
  }

  static func ask(_ request: String, _ port: UInt16) async -> String {
    let client = Client(port)
    client.send(request.replacingOccurrences(of: "\r\n\r\n", with: "\r\nConnection: close\r\n\r\n"))
    return await client.read(until: nil)
  }
}
