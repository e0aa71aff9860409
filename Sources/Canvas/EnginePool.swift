import Synchronization

/// Engines that wait for their next use: to open fonts anew takes longer than to draw a chart.
///
/// For programs that draw nearly the same many times, such as a watch over a document.
public final class EnginePool: Sendable {
  /// An engine that nobody uses; it may go to another thread, since one at a time has it.
  private struct Idle: @unchecked Sendable {
    let engine: TextEngine
  }

  private let fonts: FontLibrary
  private let idle = Mutex<[Idle]>([])

  /// Creates a pool of engines for a library of fonts.
  public init(fonts: FontLibrary) { self.fonts = fonts }

  /// An engine that has found all that it looked for; it is to be given back.
  public func take() -> TextEngine {
    let engine = idle.withLock { $0.popLast() }?.engine
    guard let engine else { return TextEngine(fonts: fonts, keepsLines: true) }
    engine.startAnew()
    return engine
  }

  /// Takes an engine back, which must not be used any more.
  public func giveBack(_ engine: TextEngine) {
    let idle = Idle(engine: engine)
    self.idle.withLock { $0.append(idle) }
  }
}
