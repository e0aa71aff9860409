import Synchronization

/// Tells all open pages which version of a document is the newest.
///
/// A page that is slow misses versions in between, never the newest; one that was closed is forgotten
/// when it no longer takes what is sent, at the latest with the second heartbeat.
public final class EventHub: Sendable {
  private struct State {
    var version = 0
    var pages: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
    var next = 0
  }

  private let state = Mutex(State())
  private let session: String

  /// How many pages may be open at once.
  private static let mostPages = 200

  /// Creates a hub; `session` tells one run of the program from another on the same address.
  public init(session: String) { self.session = session }

  /// How many pages are open.
  public var pageCount: Int { state.withLock { $0.pages.count } }

  /// Tells of a new version.
  public func publish(_ version: Int) {
    state.withLock { $0.version = version }
    repeatNewest()
  }

  /// Tells again which version is the newest; what cannot be sent shows which pages are closed.
  public func repeatNewest() {
    let newest = state.withLock { $0 }
    let bytes = message(newest.version)
    for page in newest.pages.values { page.yield(bytes) }
  }

  /// The messages for one page, of which the first is the newest version; nil if too many are open.
  func subscribe() -> AsyncStream<[UInt8]>? {
    let (stream, continuation) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingNewest(1))
    let entry = state.withLock { state -> State? in
      guard state.pages.count < Self.mostPages else { return nil }
      state.next += 1
      state.pages[state.next] = continuation
      return state
    }
    guard let entry else { return nil }
    continuation.onTermination = { [weak self] _ in self?.forget(entry.next) }
    continuation.yield(message(entry.version))
    return stream
  }

  private func forget(_ page: Int) { state.withLock { $0.pages[page] = nil } }

  private func message(_ version: Int) -> [UInt8] {
    Array("retry: 1000\ndata: \(session) \(version)\n\n".utf8)
  }
}
