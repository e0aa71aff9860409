import Diagnostics
import FlyingFox
import FlyingSocks
import Foundation

/// What is answered to a browser.
public struct PreviewReply: Sendable {
  /// What the bytes are, such as `text/html; charset=utf-8`.
  public var type: String
  /// The bytes.
  public var bytes: [UInt8]

  /// Creates a reply.
  public init(_ type: String, _ bytes: [UInt8]) {
    self.type = type
    self.bytes = bytes
  }

  /// Creates a reply of text.
  public init(_ type: String, text: String) { self.init(type, Array(text.utf8)) }
}

/// Serves pages to browsers on this machine.
///
/// Only what it knows is answered, only GET and HEAD, and only to who asks for this machine by name
/// or number: a page of somebody else's, whose name was made to lead here, gets nothing.
public struct PreviewServer: Sendable {
  /// Answers a path such as `/`; nil if there is nothing.
  public typealias Answer = @Sendable (_ path: String) async -> PreviewReply?

  /// The addresses on which it listens, such as `127.0.0.1`; the first is the one to be shown.
  public let hosts: [String]
  /// The port.
  public let port: UInt16
  private let events: EventHub
  private let answer: Answer

  /// Finds a port; throws the reason if an address cannot be used.
  ///
  /// Without a host, which is an address in numbers, it listens on the loopback addresses alone; port 0
  /// takes one that is free.
  public init(
    host: String?, port: UInt16, events: EventHub, answer: @escaping Answer
  ) throws {
    (hosts, self.port) = try Self.place(host, port)
    self.events = events
    self.answer = answer
  }

  private static func place(_ host: String?, _ port: UInt16) throws -> ([String], UInt16) {
    guard let host else {
      let found = try ListeningPort.find(on: "127.0.0.1", port: port)
      // A machine may be without the newer kind of address.
      let isThere = (try? ListeningPort.find(on: "::1", port: found)) != nil
      return (isThere ? ["127.0.0.1", "::1"] : ["127.0.0.1"], found)
    }
    return ([host], try ListeningPort.find(on: host, port: port))
  }

  /// The address to type into a browser.
  public var address: String {
    let first = hosts.first ?? "127.0.0.1"
    let shown = first == "0.0.0.0" || first == "::" ? "127.0.0.1" : first
    return "http://\(shown.contains(":") ? "[\(shown)]" : shown):\(port)/"
  }

  /// Serves until the task is cancelled; `ready` is called when it listens.
  public func run(ready: @escaping @Sendable () -> Void = {}) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      let servers = try hosts.map { try server(on: $0) }
      for server in servers { group.addTask { try await server.run() } }
      group.addTask {
        for server in servers { try await server.waitUntilListening() }
        ready()
        while true {
          try await Task.sleep(for: .seconds(10))
          events.repeatNewest()
        }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  private func server(on host: String) throws -> HTTPServer {
    let handler = ClosureHTTPHandler { await respond(to: $0) }
    if host.contains(":") {
      return HTTPServer(
        address: try sockaddr_in6.inet6(ip6: host, port: port), logger: .disabled, handler: handler)
    }
    return HTTPServer(
      address: try sockaddr_in.inet(ip4: host, port: port), logger: .disabled, handler: handler)
  }

  // MARK: Answers

  /// What all answers carry: nothing is fetched from elsewhere, nothing is kept, no other page may
  /// show them in a frame.
  private static let headers: [(String, String)] = [
    ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
    (
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "font-src 'self' data:; style-src 'self' 'unsafe-inline' data:; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'"
    ),
  ]

  private func respond(to request: HTTPRequest) async -> HTTPResponse {
    guard isForUs(request.headers[.host]) else {
      return response(.misdirectedRequest, text: "This is a preview of another machine's.\n")
    }
    guard request.method == .GET || request.method == .HEAD else {
      var refusal = response(.methodNotAllowed, text: "Only GET and HEAD are answered.\n")
      refusal.headers[HTTPHeader("Allow")] = "GET, HEAD"
      return refusal
    }
    let isHead = request.method == .HEAD
    if request.path == "/events", !isHead { return stream() }
    let reply = PreviewPage.reply(to: request.path)
    guard let reply = await first(reply, request.path) else {
      return response(.notFound, text: "There is nothing here.\n", isHead: isHead)
    }
    return response(.ok, reply, isHead: isHead)
  }

  private func first(_ known: PreviewReply?, _ path: String) async -> PreviewReply? {
    if let known { return known }
    return await answer(path)
  }

  private func stream() -> HTTPResponse {
    guard let messages = events.subscribe() else {
      return response(.serviceUnavailable, text: "Too many pages are open.\n")
    }
    var response = HTTPResponse(
      statusCode: .ok, body: HTTPBodySequence(from: EventBytes(messages: messages)))
    for (name, value) in Self.headers { response.headers[HTTPHeader(name)] = value }
    response.headers[.contentType] = "text/event-stream"
    return response
  }

  private func response(
    _ status: HTTPStatusCode, text: String, isHead: Bool = false
  ) -> HTTPResponse {
    response(status, PreviewReply("text/plain; charset=utf-8", text: text), isHead: isHead)
  }

  private func response(
    _ status: HTTPStatusCode, _ reply: PreviewReply, isHead: Bool = false
  ) -> HTTPResponse {
    var response = HTTPResponse(statusCode: status, body: isHead ? Data() : Data(reply.bytes))
    for (name, value) in Self.headers { response.headers[HTTPHeader(name)] = value }
    response.headers[.contentType] = reply.type
    return response
  }

  /// Whether a request is meant for this server, by the name under which it was asked for.
  ///
  /// A name may be made to lead anywhere by who owns it, a number may not.
  func isForUs(_ host: String?) -> Bool {
    guard var name = host?.lowercased() else { return false }
    if let colon = name.lastIndex(of: ":") {
      let port = name[name.index(after: colon)...]
      if port.allSatisfy(\.isNumber) { name = String(name[..<colon]) }
    }
    if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
    if ["localhost", "127.0.0.1", "::1"].contains(name) || hosts.contains(name) { return true }
    let isOpen = hosts.contains("0.0.0.0") || hosts.contains("::")
    return isOpen && ListeningPort.isAddress(name)
  }
}

/// The messages for a page as the body of an answer that never ends.
private struct EventBytes: AsyncBufferedSequence {
  typealias Element = UInt8

  let messages: AsyncStream<[UInt8]>

  func makeAsyncIterator() -> Iterator { Iterator(base: messages.makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var base: AsyncStream<[UInt8]>.Iterator

    mutating func next() async throws -> UInt8? { nil }

    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? { await base.next() }
  }
}
