import ArgumentParser
import Diagnostics
import Dispatch
import Live
import Reports

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `playfair preview`: a document in the browser, which follows every change.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Shows a document or a chart in the browser, and follows every change.",
    discussion: """
      A document is shown as a web page, with '-t briefing' and the like as the pages that will be \
      printed, a chart as a picture. When a file changes that was read for it, the page changes and \
      keeps its place. Problems stand on the page itself, over the last version that was right.
      Nothing is written, and nobody but this machine can look, unless --host says otherwise. \
      Ctrl-C ends.
      """)

  @Argument(help: "A document or a chart.")
  var input: String

  @Option(
    name: [.customShort("t"), .customLong("to")],
    help: "The shape of a document: html, briefing, article, slides or handout.")
  var shape: ShapeList?

  @OptionGroup var given: ParameterOptions

  @Option(help: "The port. Default: one that is free.")
  var port: UInt16 = 0

  @Option(
    help: ArgumentHelp(
      "The address to listen on, in numbers; 0.0.0.0 lets others look. Default: this machine alone.",
      valueName: "address"))
  var host: String?

  @Flag(help: "Open the browser.")
  var open = false

  @Flag(help: "Print nothing but the address and problems.")
  var quiet = false

  @OptionGroup var picture: PictureOptions
  @OptionGroup var common: CommonOptions

  /// The shape in which a document is shown.
  var shapes: [ReportFormat] { shape?.formats ?? [.html] }

  func validate() throws {
    if input == "-" {
      throw ValidationError("standard input, '-', cannot be followed; name a file")
    }
    if shapes.count > 1 || shapes == [.figures] {
      throw ValidationError("one shape is shown: html, briefing, article, slides or handout")
    }
    if shape != nil, !Input.isDocument(input) {
      throw ValidationError("--to is for documents; '\(input)' is a chart")
    }
    if picture.hasSize, Input.isDocument(input) {
      throw ValidationError(
        "--width and --height are for charts; in '\(input)' each figure says its own")
    }
  }

  func run() throws {
    let stop = StopSwitch()
    let session = PreviewSession(self)
    let desk = PreviewDesk(fonts: common.fonts)
    let hub = EventHub(session: "\(getpid())-\(UInt32.random(in: 0...UInt32.max))")
    let server: PreviewServer
    do {
      server = try PreviewServer(host: host, port: port, events: hub) { await desk.reply(to: $0) }
    } catch let error as PreviewError {
      let what = port == 0 ? "the preview cannot be served" : "port \(port) cannot be listened on"
      throw ValidationError("\(what): \(error.reason)")
    }
    let format = common.messageFormat
    let loop = WatchLoop(
      step: { cause in
        let (version, files) = session.next()
        desk.take(version)
        hub.publish(version.number)
        if cause.isFirst { serve(server) }
        for problem in version.problems { StandardError.write(problem.text(format)) }
        if !quiet, !cause.isFirst { tell(version, cause) }
        return [WatchLoop.Reading(input: input, files: files) { _ in session.reader() }]
      },
      fail: { StandardError.write("playfair: error: files cannot be watched: \($0)\n") })
    do {
      try withExtendedLifetime(stop) { try loop.run(FileWatcher()) }
    } catch let error as WatchError {
      StandardError.write("playfair: error: files cannot be watched: \(error.reason)\n")
      throw ExitCode(1)
    }
  }

  /// Starts the server and prints its address once it listens.
  private func serve(_ server: PreviewServer) {
    Background.start(server)
    _ = StandardOutput.write(Array("\(input): \(server.address) (Ctrl-C ends)\n".utf8))
    if open, let problem = Browser.open(server.address) {
      StandardError.write("playfair: warning: the browser cannot be opened: \(problem)\n")
    }
  }

  private func tell(_ version: PreviewVersion, _ cause: WatchLoop.Cause) {
    let errors = version.problems.count { $0.severity == .error }
    let what =
      errors == 0
      ? "shown" : errors == 1 ? "1 error, shown as before" : "\(errors) errors, shown as before"
    let time = WatchLine.time(.now - cause.start)
    let text = "\(WatchLine.cause(cause.changes)): \(what) in \(time)\n"
    _ = StandardOutput.write(Array(text.utf8))
  }
}

/// What goes on beside the runs.
private enum Background {
  /// Starts a server and waits until it listens; if it fails the program ends.
  static func start(_ server: PreviewServer) {
    let isReady = DispatchSemaphore(value: 0)
    Task.detached {
      do {
        try await server.run { isReady.signal() }
      } catch {
        StandardError.write("playfair: error: the preview cannot be served: \(error)\n")
        exit(1)
      }
    }
    isReady.wait()
  }
}
