import Canvas

/// Which pages of a shape of a document are others than before.
public struct PagesDifference: Sendable, Equatable {
  /// The shape.
  public var format: ReportFormat
  /// How many pages there were.
  public var oldCount: Int
  /// How many pages there are.
  public var newCount: Int
  /// The pages that were not there before as they are now, from 1.
  public var changed: [Int]
  /// The old pages that are not there any more as they were, from 1.
  public var gone: [Int]

  /// Compares a shape; nil if nothing is different.
  init?(from old: DrawnShape?, to new: DrawnShape?) {
    guard let format = (new ?? old)?.format else { return nil }
    self.format = format
    let (before, after) = (old?.looks ?? [], new?.looks ?? [])
    (oldCount, newCount) = (before.count, after.count)
    (changed, gone) = ([], [])
    for change in after.difference(from: before) {
      switch change {
      case .insert(let offset, _, _): changed.append(offset + 1)
      case .remove(let offset, _, _): gone.append(offset + 1)
      }
    }
    changed.sort()
    gone.sort()
    if changed.isEmpty, gone.isEmpty { return nil }
  }
}

/// All that is seen on a page but its furniture, which tells the number of pages on each of them.
private struct PageLook: Hashable {
  private struct Mark: Hashable {
    var item: SceneItem
    var transform: Transform
    var clip: Rect?
  }

  private var marks: [Mark] = []
  private var text = ""

  init(_ scene: Scene) {
    var scene = scene
    scene.items.removeAll { item in
      if case .group(let group) = item {
        group.role == .artifact && group.name == "furniture"
      } else {
        false
      }
    }
    scene.visit { marks.append(Mark(item: $0.item, transform: $0.transform, clip: $0.clip)) }
  }

  init(web text: String) { self.text = text }
}

extension DrawnShape {
  /// What is seen on each page; a page for browsers is one.
  fileprivate var looks: [PageLook] {
    switch content {
    case .pages(let pages, _): pages.map { PageLook($0.scene) }
    case .web(let text): [PageLook(web: text)]
    case .figures: []
    }
  }
}
