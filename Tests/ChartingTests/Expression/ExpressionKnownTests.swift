import Diagnostics
import Tables
import Testing

@testable import Charting

/// What an expression gives, as JSON; NaN is null.
func result(of text: String, scope: ExpressionScope = .empty) -> String {
  var log = DiagnosticLog()
  guard let expression = Expression.parse(text, place: nil, log: &log) else {
    return "error: " + log.entries.map(\.message).joined(separator: "; ")
  }
  return json(expression.evaluate(scope))
}

private func json(_ value: Value) -> String {
  switch value {
  case .null: "null"
  case .bool(let flag): flag ? "true" : "false"
  case .number(let number), .date(let number): number.isFinite ? JSNumber.text(number) : "null"
  case .text(let text): "\"\(text)\""
  case .list(let values): "[" + values.map(json).joined(separator: ",") + "]"
  case .record, .geometry: "{}"
  }
}

@Suite("Expressions as Vega evaluates them") struct ExpressionKnownTests {
  // Each result was checked against Vega's own evaluation.
  static let operators: [(String, String)] = [
    (#"isDate(datetime(2020,0,1))"#, #"true"#),
    (#"datetime(2020,0,1)-0"#, #"1577836800000"#),
    (#"datetime(2020,0,1)<datetime(2020,0,2)"#, #"true"#),
    (#"[1,2,[3]]+''"#, #""1,2,3""#),
    (#"{a:1}+''"#, #""[object Object]""#),
    (#"null+''"#, #""null""#),
    (#"[1]==1"#, #"true"#),
    (#"'1'==1"#, #"true"#),
    (#"null==0"#, #"false"#),
    (#"null>=0"#, #"true"#),
    (#"'b'>'a'"#, #"true"#),
    (#"'10'<'9'"#, #"true"#),
    (#"10<'9'"#, #"false"#),
    (#"NaN!=NaN"#, #"true"#),
    (#"true+true"#, #"2"#),
    (#"'5'*'2'"#, #"10"#),
    (#"'a'*1"#, #"null"#),
    (#"-'3'"#, #"-3"#),
    (#"+''"#, #"0"#),
    (#"+[]"#, #"0"#),
    (#"+[5]"#, #"5"#),
    (#"+null"#, #"0"#),
    (#"!''"#, #"true"#),
    (#"![]"#, #"false"#),
    (#"1&&'a'"#, #""a""#),
    (#"0||'b'"#, #""b""#),
    (#"5%3"#, #"2"#),
    (#"-5%3"#, #"-2"#),
    (#"5.5%2"#, #"1.5"#),
    (#"1<<33"#, #"2"#),
    (#"-1>>>0"#, #"4294967295"#),
    (#"-1>>1"#, #"-1"#),
    (#"5&3"#, #"1"#),
    (#"5|8"#, #"13"#),
    (#"5^1"#, #"4"#),
    (#"~5"#, #"-6"#),
    (#"'abc'.length"#, #"3"#),
    (#"'abc'[1]"#, #""b""#),
    (#"'abc'['1']"#, #""b""#),
    (#"[1,2,3][1]"#, #"2"#),
    (#"[1,2,3].length"#, #"3"#),
    (#"length('héllo')"#, #"5"#),
    (#"length('😀')"#, #"2"#),
    (#"upper('straße')"#, #""STRASSE""#),
    (#"lower('ÀB')"#, #""àb""#),
    (#"substring('hello',1,3)"#, #""el""#),
    (#"substring('hello',3,1)"#, #""el""#),
    (#"substring('hello',-2)"#, #""hello""#),
    (#"slice('hello',-3)"#, #""llo""#),
    (#"slice([1,2,3,4],1,-1)"#, #"[2,3]"#),
    (#"split('a,b,c',',')"#, #"["a","b","c"]"#),
    (#"split('abc','')"#, #"["a","b","c"]"#),
  ]

  static let textsAndLists: [(String, String)] = [
    (#"split('a,b,c',',',2)"#, #"["a","b"]"#),
    (#"replace('a-b-c','-','+')"#, #""a+b-c""#),
    (#"replace('a-b-c',/-/g,'+')"#, #""a+b+c""#),
    (#"replace('John Smith',/(\w+)\s(\w+)/,'$2, $1')"#, #""Smith, John""#),
    (#"test(/^a.c$/,'abc')"#, #"true"#),
    (#"test(regexp('B','i'),'abc')"#, #"true"#),
    (#"indexof('hello','l')"#, #"2"#),
    (#"indexof([1,2,3],2)"#, #"1"#),
    (#"lastindexof('hello','l')"#, #"3"#),
    (#"lastindexof([1,2,1],1)"#, #"2"#),
    (#"trim('  a ')"#, #""a""#),
    (#"pad('5',3,'0','left')"#, #""005""#),
    (#"pad('5',3)"#, #""5  ""#),
    (#"pad('5',4,'*','center')"#, #""*5**""#),
    (#"truncate('hello world',5)"#, #""hell…""#),
    (#"truncate('hello world',5,'left')"#, #""…orld""#),
    (#"truncate('hello world',5,'center')"#, #""he…ld""#),
    (#"truncate('hello world',5,'right','..')"#, #""hel..""#),
    (#"parseFloat('3.5px')"#, #"3.5"#),
    (#"parseInt('42px')"#, #"42"#),
    (#"parseInt('ff',16)"#, #"255"#),
    (#"parseInt('0x1f')"#, #"31"#),
    (#"join([1,2,null],'-')"#, #""1-2-""#),
    (#"join([1,2])"#, #""1,2""#),
    (#"reverse([1,2,3])"#, #"[3,2,1]"#),
    (#"extent([3,1,null,NaN,2])"#, #"[1,3]"#),
    (#"extent([])"#, #"[null,null]"#),
    (#"clampRange([0,10],5,20)"#, #"[5,15]"#),
    (#"clampRange([-5,5],0,20)"#, #"[0,10]"#),
    (#"clampRange([0,100],5,20)"#, #"[5,20]"#),
    (#"inrange(5,[0,10])"#, #"true"#),
    (#"inrange(10,[0,10])"#, #"true"#),
    (#"inrange(10,[10,0])"#, #"true"#),
    (#"sequence(3)"#, #"[0,1,2]"#),
    (#"sequence(1,4)"#, #"[1,2,3]"#),
    (#"sequence(0,1,0.25)"#, #"[0,0.25,0.5,0.75]"#),
    (#"span([1,5,9])"#, #"8"#),
    (#"sort([3,1,2])"#, #"[1,2,3]"#),
    (#"sort(['b','a'])"#, #"["a","b"]"#),
    (#"sort([3,null,1])"#, #"[null,1,3]"#),
    (#"peek([1,2,3])"#, #"3"#),
    (#"lerp([0,10],0.3)"#, #"3"#),
    (#"isArray([1])"#, #"true"#),
    (#"isBoolean(true)"#, #"true"#),
    (#"isString('a')"#, #"true"#),
    (#"isNumber(NaN)"#, #"true"#),
    (#"isObject({})"#, #"true"#),
    (#"isObject(null)"#, #"false"#),
    (#"isRegExp(/a/)"#, #"true"#),
    (#"isDefined(null)"#, #"true"#),
    (#"isDefined(datum.x)"#, #"false"#),
    (#"isValid(null)"#, #"false"#),
  ]

  static let typesAndNumbers: [(String, String)] = [
    (#"isValid(NaN)"#, #"false"#),
    (#"isValid(datum.x)"#, #"false"#),
    (#"isNaN('a')"#, #"false"#),
    (#"isFinite('5')"#, #"false"#),
    (#"toNumber('5')"#, #"5"#),
    (#"toNumber('')"#, #"null"#),
    (#"toNumber(null)"#, #"null"#),
    (#"toBoolean('false')"#, #"false"#),
    (#"toBoolean('')"#, #"null"#),
    (#"toBoolean(0)"#, #"false"#),
    (#"toString(5)"#, #""5""#),
    (#"toString(null)"#, #"null"#),
    (#"toString('')"#, #"null"#),
    (#"if(1>2,'a','b')"#, #""b""#),
    (#"merge({a:1},{b:2}).b"#, #"2"#),
    (#"min(1,2,3)"#, #"1"#),
    (#"max()"#, #"null"#),
    (#"min(1,null)"#, #"0"#),
    (#"round(-2.5)"#, #"-2"#),
    (#"hypot(3,4)"#, #"5"#),
    (#"pow(2,3)"#, #"8"#),
    (#"exp(1)"#, #"2.718281828459045"#),
    (#"log(8)/LN2"#, #"3"#),
    (#"abs('-4')"#, #"4"#),
    (#"ceil(1.2)"#, #"2"#),
    (#"atan2(1,1)"#, #"0.7853981633974483"#),
    (#"cumulativeNormal(0)"#, #"0.5"#),
    (#"densityNormal(0)"#, #"0.3989422804014327"#),
    (#"quantileNormal(0.5)"#, #"0"#),
    (#"densityLogNormal(1)"#, #"0.3989422804014327"#),
    (#"cumulativeUniform(0.3)"#, #"0.3"#),
    (#"densityUniform(0.3)"#, #"1"#),
    (#"quantileUniform(0.3)"#, #"0.3"#),
    (#"cumulativeLogNormal(1)"#, #"0.5"#),
    (#"quantileLogNormal(0.5)"#, #"1"#),
    (#"monthFormat(0)"#, #""January""#),
    (#"monthAbbrevFormat(11)"#, #""Dec""#),
    (#"dayFormat(0)"#, #""Sunday""#),
    (#"dayAbbrevFormat(6)"#, #""Sat""#),
    (#"monthFormat(12)"#, #""January""#),
    (#"timeUnitSpecifier(['year','month'])"#, #""%Y-%m""#),
    (#"timeUnitSpecifier(['year','month','date'])"#, #""%Y-%m-%d""#),
    (#"timeUnitSpecifier('hours')"#, #""%H:00""#),
    (#"timeUnitSpecifier(['year','quarter'])"#, #""%Y Q%q""#),
    (#"timeUnitSpecifier(['year','week'])"#, #""%Y W%U""#),
  ]

  static let dates: [(String, String)] = [
    (#"timeUnitSpecifier(['year','month'],{'year-month':'%b'})"#, #""%b""#),
    (#"timeUnitSpecifier(['month','date'])"#, #""%b %d""#),
    (#"timeUnitSpecifier(['hours','minutes'])"#, #""%H:%M""#),
    (
      #"timeUnitSpecifier(['year','month','date','hours','minutes','seconds'])"#,
      #""%Y-%m-%d %H:%M:%S""#
    ),
    (#"timeUnitSpecifier(['day'])"#, #""%a""#),
    (#"timeUnitSpecifier(['year','day'])"#, #""%Y %a""#),
    (#"timeUnitSpecifier(['dayofyear'])"#, #""%j""#),
    (#"timeUnitSpecifier(['minutes','seconds'])"#, #""00:%M:%S""#),
    (#"timeUnitSpecifier(['seconds','milliseconds'])"#, #"":%S.%L""#),
    (#"year('2020-05-06')"#, #"2020"#),
    (#"month(1583625845678)"#, #"2"#),
    (#"quarter(1583625845678)"#, #"1"#),
    (#"date(1583625845678)"#, #"8"#),
    (#"day(1583625845678)"#, #"0"#),
    (#"dayofyear(1583625845678)"#, #"68"#),
    (#"week(1583625845678)"#, #"10"#),
    (#"hours(1583625845678)"#, #"0"#),
    (#"minutes(1583625845678)"#, #"4"#),
    (#"seconds(1583625845678)"#, #"5"#),
    (#"milliseconds(1583625845678)"#, #"678"#),
    (#"time(1583625845678)"#, #"1583625845678"#),
    (#"timezoneoffset(0)"#, #"0"#),
    (#"utcyear(0)"#, #"1970"#),
    (#"time(datetime(2020,1))"#, #"1580515200000"#),
    (#"time(datetime(99,1,1))"#, #"917827200000"#),
    (#"time(datetime('2020-01-01'))"#, #"1577836800000"#),
    (#"time(datetime(0))"#, #"0"#),
    (#"datetime(2020,1,1,2,3,4,5)-0"#, #"1580522584005"#),
    (#"utc(2020)"#, #"1577836800000"#),
    (#"month('abc')"#, #"null"#),
    (#"timeOffset('month',datetime(2020,0,31),1)-0"#, #"1583107200000"#),
    (#"timeSequence('month',datetime(2020,0,1),datetime(2020,3,1)).length"#, #"3"#),
    (#"timeOffset('week',datetime(2020,0,1))-0"#, #"1578441600000"#),
    (#"utcOffset('quarter',0,2)-0"#, #"15638400000"#),
    (#"dayofyear('2020-12-31')"#, #"366"#),
    (#"week('2020-01-05')"#, #"1"#),
    (#"timeFormat(0,'%Y')"#, #""1970""#),
    (#"format('abc','d')"#, #""NaN""#),
    (#"format(1234.5,'$,.2f')"#, #""$1,234.50""#),
    (#"format(0.5,'%')"#, #""50.000000%""#),
    (#"isTuple(1)"#, #"false"#),
    (#"bandspace(3,0.1,0.2)"#, #"3.3"#),
    (#"indexof('abc','z')"#, #"-1"#),
    (#"replace('aaa','a','b')"#, #""baa""#),
    (#"replace('aaa','a','$&x')"#, #""axaa""#),
    (#"pluck([{a:1},{a:2}],'a')"#, #"[1,2]"#),
    (#"toDate(null)"#, #"null"#),
    (#"toDate('')"#, #"null"#),
    (#"{'a':[1,2]}.a[1]"#, #"2"#),
    (#"{a:{b:3}}['a'].b"#, #"3"#),
    (#"[1,2,3,]"#, #"[1,2,3]"#),
  ]

  static let colors: [(String, String)] = [
    (#"''+rgb('steelblue')"#, #""rgb(70, 130, 180)""#),
    (#"''+rgb(1,2,3)"#, #""rgb(1, 2, 3)""#),
    (#"''+hsl('steelblue')"#, #""rgb(70, 130, 180)""#),
    (#"''+hsl(200,0.5,0.5)"#, #""rgb(64, 149, 191)""#),
    (#"''+lab('steelblue')"#, #""rgb(70, 130, 180)""#),
    (#"''+hcl('steelblue')"#, #""rgb(70, 130, 180)""#),
    (#"''+lab(50,20,30)"#, #""rgb(161, 105, 69)""#),
  ]

  @Test("colours are texts", arguments: colors)
  func checkColors(text: String, expected: String) { #expect(result(of: text) == expected) }

  @Test("operators convert as in JavaScript", arguments: operators)
  func checkOperators(text: String, expected: String) { #expect(result(of: text) == expected) }

  @Test("texts and lists", arguments: textsAndLists)
  func checkTexts(text: String, expected: String) { #expect(result(of: text) == expected) }

  @Test("types and numbers", arguments: typesAndNumbers)
  func checkTypes(text: String, expected: String) { #expect(result(of: text) == expected) }

  @Test("dates and formats", arguments: dates)
  func checkDates(text: String, expected: String) { #expect(result(of: text) == expected) }
}
