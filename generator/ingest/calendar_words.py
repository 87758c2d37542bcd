"""Names of months and weekdays, as datelines write them.

Tables only. Keys are case-folded and carry no full stop. A word of two languages that disagree is left out.
"""

_MONTHS = (
    (
        "january jan januar jänner jan janvier janv enero ene janeiro gennaio genn gen januari januarie января янв"
        " stycznia ocak ژانویه يناير"
    ),
    (
        "february feb febr februar feber février fevrier févr fevr fév fev febrero fevereiro febbraio februari peb"
        " февраля фев lutego şubat فوریه فبراير"
    ),
    "march mar märz maerz mrz mars marzo março marco marz maart mrt maret марта marca mart mac مارس",
    "april apr avril avr abril abr aprile april апреля kwietnia nisan آوریل أبريل ابريل",
    "may mai mayo maio maggio mag mei maj мая maja mayıs مه مايو",
    "june jun juni juin junio junho giugno giu июня czerwca haziran ژوئن يونيو",
    "july jul juli juillet juil julio julho luglio lug июля lipca temmuz julai ژوئیه يوليو",
    "august aug août aout agosto ago agustus ags agt augustus augusti августа sierpnia ağustos ogos اوت أغسطس اغسطس",
    (
        "september sept sep septembre septiembre setiembre setembro set settembre sett сентября września eylül"
        " سپتامبر سبتمبر"
    ),
    "october oct oktober okt octobre octubre outubro out ottobre ott октября października ekim اکتبر أكتوبر اكتوبر",
    "november nov novembre noviembre novembro nopember ноября listopada kasım نوامبر نوفمبر",
    (
        "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre desember disember des декабря"
        " grudnia aralık دسامبر ديسمبر"
    ),
)

_MORE_MONTHS = (
    "январь كانون_الثاني كانون_ثاني جانفي ינואר בינואר styczeń",
    "февраль شباط فيفري פברואר בפברואר luty",
    "март آذار اذار מרץ מרס במרץ במרס marzec",
    "апрель نيسان أفريل إبريل אפריל באפריל kwiecień",
    "май أيار ايار مايو ماي می מאי במאי maj",
    "июнь حزيران يونيه جوان יוני ביוני czerwiec",
    "июль تموز يوليوز يوليه جويلية جولای יולי ביולי lipiec",
    "август آب أوت غشت آگوست אוגוסט באוגוסט sierpień",
    "сентябрь أيلول ايلول شتنبر ספטמבר בספטמבר wrzesień",
    "октябрь تشرين_الأول تشرين_الاول تشرين_أول تشرين_اول אוקטובר באוקטובר październik",
    "ноябрь تشرين_الثاني تشرين_ثاني نونبر נובמבר בנובמבר listopad",
    "декабрь كانون_الأول كانون_الاول كانون_أول كانون_اول دجنبر דצמבר בדצמבר grudzień",
)
"""Of scripts that few datelines have; an underscore stands for the blank in a name of two words."""

MONTHS: dict[str, int] = {
    word.replace("_", " "): number
    for table in (_MONTHS, _MORE_MONTHS)
    for number, words in enumerate(table, 1)
    for word in words.split()
}
"""From a month's name or abbreviation to its number."""

SOLAR_MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "فروردین حمل/اردیبهشت ثور/خرداد جوزا/تیر سرطان/مرداد امرداد اسد/شهریور سنبله/مهر میزان/آبان عقرب/آذر قوس"
            "/دی جدی/بهمن دلو/اسفند حوت"
        ).split("/"),
        1,
    )
    for word in words.split()
}
"""The months of the Solar Hijri calendar, as Iran and Afghanistan call them; it begins at the vernal equinox."""

WEEKDAYS: frozenset[str] = frozenset(
    "monday mon tuesday tues tue wednesday wed thursday thurs thur thu friday fri saturday sat sunday sun"
    " lundi mardi mercredi jeudi vendredi samedi dimanche"
    " lunes martes miércoles miercoles jueves viernes sábado sabado domingo"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag"
    " segunda-feira terça-feira quarta-feira quinta-feira sexta-feira"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    " senin selasa rabu kamis jumat jum'at sabtu minggu"
    " понедельник вторник среда четверг пятница суббота воскресенье"
    " الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد"
    " شنبه یکشنبه دوشنبه سه\u200cشنبه چهارشنبه پنجشنبه پنج\u200cشنبه جمعه"
    " ראשון שני שלישי רביעי חמישי שישי שבת"
    " poniedziałek wtorek środa czwartek piątek sobota niedziela"
    " pazartesi salı çarşamba perşembe cuma cumartesi pazar".split()
)

DATE_ARTICLES: frozenset[str] = frozenset(
    "le el den am im the il lì li em on a op pada dated في يوم روز יום dnia".split()
)
"""Words that may stand before a date in a dateline: "MONTRÉAL, le 9 déc. 2019"."""
