// The rules of journals for figures: data, each with its source and the day on which it was read. To
// bring one up to date, read its page, change the row and its date, and renew Documents.md.

extension FigurePreset {
  /// All presets, journal by journal.
  public static let all =
    nature + science + cell + plos + elsevier + ieee + pnas + bmc + acs + conferences

  /// Text of 5 to 7 pt, axis lines and ticks, no grid, no coloured text: a legend in its place.
  private static let nature: [FigurePreset] = [("1col", 89.0), ("1.5col", 120), ("2col", 183)].map {
    FigurePreset(
      name: "nature-\($0)", journal: "Nature", width: $1, maxHeight: 170, minText: 5, maxText: 7,
      ppi: 450, formats: ["pdf", "eps", "ai"], fonts: ["Arial", "Helvetica"],
      address: "research-figure-guide.nature.com", read: "2026-11-27",
      // The guide has one and two columns; older ones add 120 to 136 mm.
      basis: $0 == "1.5col" ? .secondHand : .publisher,
      look: """
        axis: {grid: false}
        axisYQuantitative: {domain: true, ticks: true, labelPadding: 3}
        axisXQuantitative: {domain: true, ticks: true}
        legend: {orient: top}
        """)
  }

  private static let science: [FigurePreset] = [("1col", 57.0), ("2col", 121), ("3col", 184)].map {
    FigurePreset(
      name: "science-\($0)", journal: "Science", width: $1, minText: 5, ppi: 600,
      formats: ["pdf", "eps", "ai", "tiff"], fonts: ["Helvetica", "Arial"],
      address: "science.org, instructions for preparing a revised manuscript",
      read: "2026-07-23", basis: .secondHand)
  }

  private static let cell: [FigurePreset] = [("1col", 85.0), ("1.5col", 114), ("2col", 174)].map {
    FigurePreset(
      name: "cell-\($0)", journal: "Cell Press", width: $1, maxHeight: 200, minText: 6, maxText: 8,
      minLine: 0.5, ppi: 1000, formats: ["tiff", "pdf"], fonts: ["Arial"],
      address: "cell.com, figure guidelines", read: "2026-07-23", basis: .secondHand)
  }

  private static let plos: [FigurePreset] = [("1col", 132.0), ("2col", 190.5)].map {
    FigurePreset(
      name: "plos-\($0)", journal: "PLOS", width: $1, maxHeight: 222.3, minText: 8, maxText: 12,
      ppi: 600, formats: ["tiff", "eps"], fonts: ["Arial", "Times", "Symbol"],
      address: "journals.plos.org/plosone/s/figures", read: "2026-11-27",
      // The page gives the least and the greatest width, not that of the column.
      basis: $0 == "1col" ? .secondHand : .publisher)
  }

  private static let elsevier: [FigurePreset] = [("1col", 90.0), ("1.5col", 140), ("2col", 190)].map
  {
    FigurePreset(
      name: "elsevier-\($0)", journal: "Elsevier", width: $1, maxHeight: 240, minText: 7, ppi: 1000,
      formats: ["tiff", "eps", "pdf"], fonts: ["Arial", "Courier", "Symbol", "Times"],
      address: "elsevier.com/about/policies-and-standards/author/artwork-and-media-instructions",
      read: "2026-11-27", basis: .publisher)
  }

  private static let ieee: [FigurePreset] = [("1col", 88.9), ("2col", 182.0)].map {
    FigurePreset(
      name: "ieee-\($0)", journal: "IEEE", width: $1, maxHeight: 220, minText: 8, maxText: 10,
      ppi: 600, formats: ["pdf", "eps", "ps", "png", "tiff"],
      fonts: ["Times New Roman", "Helvetica", "Arial", "Cambria", "Symbol"],
      address: "ieeeauthorcenter.ieee.org, size requirements for graphics", read: "2026-11-27",
      basis: .publisher)
  }

  /// Newer pages say 90, 110 and 180 mm.
  private static let pnas: [FigurePreset] = [("1col", 87.0), ("1.5col", 114), ("2col", 178)].map {
    FigurePreset(
      name: "pnas-\($0)", journal: "PNAS", width: $1, minText: 6, maxText: 8, ppi: 1000,
      formats: ["tiff", "eps", "pdf"], fonts: ["Arial", "Helvetica"],
      address: "pnas.org/author-center/submitting-your-manuscript", read: "2026-11-27",
      basis: .secondHand)
  }

  private static let bmc: [FigurePreset] = [("1col", 85.0), ("2col", 170)].map {
    FigurePreset(
      name: "bmc-\($0)", journal: "BMC", width: $1, maxHeight: 225, minLine: 0.25, ppi: 300,
      formats: ["pdf", "eps", "png", "tiff"], fonts: [],
      address: "biomedcentral.com, preparing figures", read: "2026-07-23", basis: .secondHand)
  }

  private static let acs: [FigurePreset] = [("1col", 82.55), ("2col", 177.8)].map {
    FigurePreset(
      name: "acs-\($0)", journal: "ACS", width: $1, maxHeight: 241, minText: 5, ppi: 600,
      formats: [], fonts: ["Arial", "Helvetica"], address: "pubs.acs.org, guidelines for authors",
      read: "2026-07-23", basis: .secondHand)
  }

  private static let conferences: [FigurePreset] = [
    ("icml-1col", "ICML", 82.55), ("icml-2col", "ICML", 171.45), ("neurips-1col", "NeurIPS", 139.7),
  ].map {
    FigurePreset(
      name: $0, journal: $1, width: $2, ppi: 300, formats: ["pdf"], fonts: [],
      address: "github.com/pnkraemer/tueplots", read: "2026-07-23", basis: .secondHand)
  }
}
