import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Work that is done on all processors, its results in the order of the tasks.
public enum Workers {
  /// How many threads are worth having.
  public static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Does all tasks, each on whatever thread is free; `tool` is made once for each thread, and given
  /// to `giveBack` when no task is left.
  ///
  /// `tell` hears of each result as soon as it and all before it are there, in their order, on
  /// whatever thread.
  public static func run<Task: Sendable, Tool, Result: Sendable>(
    _ tasks: [Task], threads: Int = count, tool: @escaping @Sendable () -> Tool,
    giveBack: @escaping @Sendable (Tool) -> Void = { _ in },
    tell: @escaping @Sendable (Result) -> Void = { _ in },
    _ step: @escaping @Sendable (Task, Tool) -> Result
  ) -> [Result] {
    let queue = TaskQueue<Task, Result>(tasks, tell)
    let group = DispatchGroup()
    let drain: @Sendable () -> Void = {
      let own = tool()
      queue.drain(own, step)
      giveBack(own)
    }
    for _ in 1..<max(1, min(threads, tasks.count)) {
      DispatchQueue.global().async(group: group, execute: drain)
    }
    drain()
    group.wait()
    return queue.results
  }
}

/// The tasks that several threads take from, each the next that nobody has.
private final class TaskQueue<Task: Sendable, Result: Sendable>: Sendable {
  private let tasks: [Task]
  private let next = Atomic(0)
  private let tell: @Sendable (Result) -> Void
  private let done: Mutex<Done>

  private struct Done {
    var results: [Result?]
    /// How many, from the first, have been told of.
    var told = 0
  }

  init(_ tasks: [Task], _ tell: @escaping @Sendable (Result) -> Void) {
    self.tasks = tasks
    self.tell = tell
    done = Mutex(Done(results: tasks.map { _ in nil }))
  }

  var results: [Result] { done.withLock { $0.results.compactMap { $0 } } }

  func drain<Tool>(_ tool: Tool, _ step: (Task, Tool) -> Result) {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < tasks.count else { return }
      let result = step(tasks[index], tool)
      done.withLock { done in
        done.results[index] = result
        while done.told < done.results.count, let next = done.results[done.told] {
          tell(next)
          done.told += 1
        }
      }
    }
  }
}
