import Diagnostics
import Testing

@testable import Reports

/// What is written in a language becomes what its printers set.
@Suite struct SmartTests {
  private func words(_ text: String, _ language: String) -> String {
    let place = SourceText(name: "a.md", text: "").whole
    let quotes = QuotationMarks.of(language)
    return Smart.applied(to: [Inline(.text(text), at: place)], quotes).plainText
      .replacing("\u{A0}", with: "~").replacing("\u{202F}", with: "^")
  }

  @Test(
    "no line ends between what belongs together",
    arguments: [
      ("J. M. Keynes and J.-P. Sartre", "J.~M.~Keynes and J.-P.~Sartre"),
      ("Dr Smith, Mr. Li, Mme Curie", "Dr~Smith, Mr.~Li, Mme~Curie"),
      ("Louis XIV of Spain", "Louis~XIV of Spain"), ("5 km/h, 12 kg/ha", "5~km/h, 12~kg/ha"),
      ("§ 3, Fig. 2, p. 12, no. 5", "§~3, Fig.~2, p.~12, no.~5"),
      ("US$ 5 million", "US$~5~million"), ("6 × 4 and ± 3", "6~×~4 and ±~3"),
      ("the 17th century", "the 17th~century"), ("25 °C, 3 ‰", "25~°C, 3~‰"),
      ("1958--c. 1962", "1958–c.~1962"), ("In January", "In January"),
      ("in 1958 a man", "in 1958 a man"), ("plan C, the", "plan C, the"),
    ])
  func ties(_ written: String, _ set: String) { #expect(words(written, "en") == set) }

  @Test(
    "French has its spaces before signs and within guillemets and numbers",
    arguments: [
      ("Pourquoi ? Non ! Oui ; si : là", "Pourquoi^? Non^! Oui^; si~: là"),
      ("Pourquoi? Non! Oui; si: là", "Pourquoi^? Non^! Oui^; si~: là"),
      ("Vraiment?!", "Vraiment^?!"), ("«mot» et « mot »", "«~mot~» et «~mot~»"),
      ("\"mot\"", "«~mot~»"), ("1 195 000 morts", "1^195^000 morts"),
      ("en 1958 100 personnes", "en 1958 100 personnes"),
      ("http://a.fr/b:c à 10:30", "http://a.fr/b:c à 10:30"),
      ("31 % au XIXe siècle", "31~% au XIXe~siècle"),
      ("p. 12, n° 5, 3 millions", "p.~12, n°~5, 3~millions"),
    ])
  func french(_ written: String, _ set: String) { #expect(words(written, "fr") == set) }

  @Test("Canadian French has the whole space before the colon only")
  func canadian() { #expect(words("Oui ; non ! si : là", "fr-CA") == "Oui ; non ! si~: là") }

  @Test(
    "German has thin spaces within abbreviations",
    arguments: [
      ("z. B. hier, z.B. da", "z.^B. hier, z.^B. da"), ("i. d. R., i.d.R.", "i.^d.^R., i.^d.^R."),
      ("200 v. Chr. und J. M. Keynes", "200 v.^Chr. und J.^M.~Keynes"),
      ("am 16. November, S. 12, Nr. 5", "am 16.~November, S.~12, Nr.~5"),
      ("im 19. Jahrhundert, 5 Mio. Euro", "im 19.~Jahrhundert, 5~Mio. Euro"),
    ])
  func german(_ written: String, _ set: String) { #expect(words(written, "de") == set) }

  @Test("in Czech and Polish no line ends with a word of one letter")
  func oneLetter() {
    #expect(words("v domě a s kočkou", "cs") == "v~domě a~s~kočkou")
    #expect(words("w domu i z kotem", "pl") == "w~domu i~z~kotem")
    #expect(words("a house", "en") == "a house")
  }

  @Test("a hyphen before a number is a minus sign; between numbers it stays")
  func minus() {
    #expect(words("-5 °C (-3.5) a-1 2026-11-22 -x", "en") == "−5~°C (−3.5) a-1 2026-11-22 -x")
  }

  @Test("primes stay apart from quotation marks and apostrophes")
  func primes() {
    #expect(words("5' 10\" tall", "en") == "5′ 10″ tall")
    #expect(words("\"in 1958\" and 'in 1958'", "en") == "“in 1958” and ‘in 1958’")
    #expect(words("'tis the 1950's, rock 'n' roll", "en") == "’tis the 1950’s, rock ’n’ roll")
    #expect(words("5′ 10″", "en") == "5′ 10″")
  }

  @Test("a part in another language has the habits of that language")
  func parts() {
    var log = DiagnosticLog()
    let text = "[\"oui?\"]{lang=fr} \"no?\"\n\n::: {lang=de}\n\"Ja\", z.B. \"so\"\n:::\n"
    let tree = MarkdownReader.read(SourceText(name: "a.md", text: text), log: &log)
    guard case .paragraph(let first)? = tree.blocks.first?.kind,
      case .division(let inner, _)? = tree.blocks.last?.kind,
      case .paragraph(let second)? = inner.first?.kind
    else {
      Issue.record("no blocks")
      return
    }
    #expect(first.plainText == "«\u{A0}oui\u{202F}?\u{A0}» “no?”")
    #expect(second.plainText == "„Ja“, z.\u{202F}B. „so“")
  }
}
