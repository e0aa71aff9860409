// Scale: how a language names days and months. The table is data, one row a locale.

/// How a language names days and months and orders dates, as d3-time-format's locales have it.
struct TimeLocale: Sendable, Hashable {
  /// The format of `%c`: date and time.
  var dateTime = "%x, %X"
  /// The format of `%x`: the date.
  var date = "%-m/%-d/%Y"
  /// The format of `%X`: the time.
  var time = "%-I:%M:%S %p"
  /// The names of the halves of the day.
  var periods = ["AM", "PM"]
  /// The names of the days of the week, from Sunday.
  var days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  /// The short names of the days.
  var shortDays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  /// The names of the months.
  var months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  /// The short names of the months.
  var shortMonths = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// English as in the United States, d3's default.
  static let enUS = TimeLocale()

  /// The locale of a language tag; else that of its language; else nil.
  static func named(_ tag: String) -> TimeLocale? {
    let parts = tag.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" })
    guard let language = parts.first else { return nil }
    if language == "en", parts.contains("gb") || parts.contains("ie") { return enGB }
    return known[String(language)]
  }

  private static let enGB = TimeLocale(
    dateTime: "%a %e %b %X %Y", date: "%d/%m/%Y", time: "%H:%M:%S")

  private static let known: [String: TimeLocale] = [
    "en": enUS,
    "de": locale(
      "%A, der %e. %B %Y, %X", "%d.%m.%Y",
      days: "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
      shortDays: "So Mo Di Mi Do Fr Sa",
      months: """
        Januar Februar März April Mai Juni Juli August September Oktober November Dezember
        """,
      shortMonths: "Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez"),
    "fr": locale(
      "%A %e %B %Y à %X", "%d/%m/%Y",
      days: "dimanche lundi mardi mercredi jeudi vendredi samedi",
      shortDays: "dim. lun. mar. mer. jeu. ven. sam.",
      months: """
        janvier février mars avril mai juin juillet août septembre octobre novembre décembre
        """,
      shortMonths: "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
    "es": locale(
      "%A, %e de %B de %Y, %X", "%d/%m/%Y",
      days: "domingo lunes martes miércoles jueves viernes sábado",
      shortDays: "dom lun mar mié jue vie sáb",
      months: """
        enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
        """,
      shortMonths: "ene feb mar abr may jun jul ago sep oct nov dic"),
    "it": locale(
      "%A %e %B %Y, %X", "%d/%m/%Y",
      days: "Domenica Lunedì Martedì Mercoledì Giovedì Venerdì Sabato",
      shortDays: "Dom Lun Mar Mer Gio Ven Sab",
      months: """
        Gennaio Febbraio Marzo Aprile Maggio Giugno Luglio Agosto Settembre Ottobre Novembre \
        Dicembre
        """,
      shortMonths: "Gen Feb Mar Apr Mag Giu Lug Ago Set Ott Nov Dic"),
    "nl": locale(
      "%a %e %B %Y %X", "%d-%m-%Y",
      days: "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag",
      shortDays: "zo ma di wo do vr za",
      months: """
        januari februari maart april mei juni juli augustus september oktober november december
        """,
      shortMonths: "jan feb mrt apr mei jun jul aug sep okt nov dec"),
    "pt": locale(
      "%A, %e de %B de %Y. %X", "%d/%m/%Y",
      days: "Domingo Segunda Terça Quarta Quinta Sexta Sábado",
      shortDays: "Dom Seg Ter Qua Qui Sex Sáb",
      months: """
        Janeiro Fevereiro Março Abril Maio Junho Julho Agosto Setembro Outubro Novembro Dezembro
        """,
      shortMonths: "Jan Fev Mar Abr Mai Jun Jul Ago Set Out Nov Dez"),
    "ru": locale(
      "%A, %e %B %Y г. %X", "%d.%m.%Y",
      days: "воскресенье понедельник вторник среда четверг пятница суббота",
      shortDays: "вс пн вт ср чт пт сб",
      months: """
        января февраля марта апреля мая июня июля августа сентября октября ноября декабря
        """,
      shortMonths: "янв фев мар апр май июн июл авг сен окт ноя дек"),
    "sv": locale(
      "%A den %d %B %Y %X", "%Y-%m-%d",
      days: "Söndag Måndag Tisdag Onsdag Torsdag Fredag Lördag",
      shortDays: "Sön Mån Tis Ons Tor Fre Lör",
      months: """
        Januari Februari Mars April Maj Juni Juli Augusti September Oktober November December
        """,
      shortMonths: "Jan Feb Mar Apr Maj Jun Jul Aug Sep Okt Nov Dec"),
    "ja": locale(
      "%x %a %X", "%Y/%m/%d", periods: "AM PM",
      days: "日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日", shortDays: "日 月 火 水 木 金 土",
      months: eastAsianMonths, shortMonths: eastAsianMonths),
    "zh": locale(
      "%x %A %X", "%Y年%-m月%-d日", periods: "上午 下午",
      days: "星期日 星期一 星期二 星期三 星期四 星期五 星期六",
      shortDays: "周日 周一 周二 周三 周四 周五 周六",
      months: "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
      shortMonths: "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月"),
  ]

  private static let eastAsianMonths = "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月"

  private static func locale(
    _ dateTime: String, _ date: String, periods: String = "AM PM", days: String,
    shortDays: String, months: String, shortMonths: String
  ) -> TimeLocale {
    let words = { (text: String) in
      text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
    }
    return TimeLocale(
      dateTime: dateTime, date: date, time: "%H:%M:%S", periods: words(periods),
      days: words(days), shortDays: words(shortDays), months: words(months),
      shortMonths: words(shortMonths))
  }
}
