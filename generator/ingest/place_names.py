"""Names of states, provinces, countries and of the cities that stand alone in a dateline.

Tables only, in normal case. They serve to tell the parts of "WASHINGTON, DC, UNITED STATES" apart, not to locate them.
"""

from collections.abc import Mapping
from functools import lru_cache

from generator.ingest.foreign_place_names import (
    CITIES_MORE,
    COUNTRIES_ELSEWHERE,
    COUNTRIES_IN_FULL,
    REGIONS_ELSEWHERE,
)

_US_STATES = (
    "Alabama/AL/Ala.|Alaska/AK|Arizona/AZ/Ariz.|Arkansas/AR/Ark.|California/CA/Calif./Cal.|Colorado/CO/Colo."
    "|Connecticut/CT/Conn.|Delaware/DE/Del.|Florida/FL/Fla.|Georgia/GA/Ga.|Hawaii/HI|Idaho/ID|Illinois/IL/Ill."
    "|Indiana/IN/Ind.|Iowa/IA|Kansas/KS/Kan./Kans.|Kentucky/KY/Ky.|Louisiana/LA/La.|Maine/ME|Maryland/MD/Md."
    "|Massachusetts/MA/Mass.|Michigan/MI/Mich.|Minnesota/MN/Minn.|Mississippi/MS/Miss.|Missouri/MO/Mo."
    "|Montana/MT/Mont.|Nebraska/NE/Neb./Nebr.|Nevada/NV/Nev.|New Hampshire/NH/N.H.|New Jersey/NJ/N.J."
    "|New Mexico/NM/N.M.|New York/NY/N.Y.|North Carolina/NC/N.C.|North Dakota/ND/N.D.|Ohio/OH"
    "|Oklahoma/OK/Okla.|Oregon/OR/Ore.|Pennsylvania/PA/Pa./Penn.|Rhode Island/RI/R.I.|South Carolina/SC/S.C."
    "|South Dakota/SD/S.D.|Tennessee/TN/Tenn.|Texas/TX/Tex.|Utah/UT|Vermont/VT/Vt.|Virginia/VA/Va."
    "|Washington/WA/Wash.|West Virginia/WV/W.Va.|Wisconsin/WI/Wis./Wisc.|Wyoming/WY/Wyo."
    "|District of Columbia/DC/D.C.|Puerto Rico/PR/P.R.|Guam/GU|American Samoa/AS|U.S. Virgin Islands/VI"
)
_CANADIAN_PROVINCES = (
    "Alberta/AB/Alta.|British Columbia/BC/B.C.|Manitoba/MB/Man.|New Brunswick/NB/N.B.|Nova Scotia/NS/N.S."
    "|Newfoundland and Labrador/NL/N.L./Nfld.|Newfoundland|Northwest Territories/NT/N.W.T.|Nunavut/NU"
    "|Ontario/ON/Ont.|Prince Edward Island/PE/P.E.I./PEI|Quebec/QC/Que./PQ|Québec|Saskatchewan/SK/Sask."
    "|Yukon/YT"
)
_OTHER_REGIONS = (
    "England|Scotland|Wales|Northern Ireland|New South Wales/NSW/N.S.W.|Victoria/VIC/Vic.|Queensland/QLD/Qld."
    "|South Australia|Western Australia|Tasmania/TAS|Northern Territory|Australian Capital Territory/ACT"
    "|Bavaria|Bayern|Hesse|Hessen|Saxony|Catalonia|Andalusia|Île-de-France|Brittany|Normandy|Lombardy|Tuscany"
    "|Guangdong|Zhejiang|Jiangsu|Shandong|Sichuan|Fujian|Hubei|Hunan|Henan|Hebei|Anhui|Yunnan|Hainan|Guangxi"
    "|Shaanxi|Shanxi|Liaoning|Jilin|Guizhou|Jiangxi|Gansu|Xinjiang|Tibet|Maharashtra|Karnataka|Kerala"
    "|Tamil Nadu|Gujarat|Punjab|Haryana|Telangana|Rajasthan|Uttar Pradesh|West Bengal|Selangor|Johor|Jalisco"
    "|Nuevo León"
)
_COUNTRIES = (
    "Afghanistan|Albania|Algeria|Andorra|Angola|Antigua and Barbuda|Argentina|Armenia|Aruba|Australia|Austria"
    "|Azerbaijan|Bahamas|The Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bermuda|Bhutan"
    "|Bolivia|Bosnia and Herzegovina|Botswana|Brazil|British Virgin Islands|Brunei|Bulgaria|Burkina Faso"
    "|Burundi|Cambodia|Cameroon|Canada|Cape Verde|Cayman Islands|Central African Republic|Chad|Chile|China|PRC"
    "|P.R. China|People's Republic of China|Colombia|Comoros|Congo|Democratic Republic of the Congo|DRC"
    "|Cook Islands|Costa Rica|Croatia|Cuba|Curaçao|Cyprus|Czechia|Czech Republic|Denmark|Djibouti|Dominica"
    "|Dominican Republic|East Timor|Timor-Leste|Ecuador|Egypt|El Salvador|Equatorial Guinea|Eritrea|Estonia"
    "|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|The Gambia|Gambia|Germany|Ghana|Gibraltar|Greece|Greenland"
    "|Grenada|Guatemala|Guernsey|Guinea|Guinea-Bissau|Guyana|Haiti|Honduras|Hong Kong|Hong Kong SAR|Hungary"
    "|Iceland|India|Indonesia|Iran|Iraq|Ireland|Isle of Man|Israel|Italy|Ivory Coast|Côte d'Ivoire|Jamaica"
    "|Japan|Jersey|Jordan|Kazakhstan|Kenya|Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho"
    "|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Macao|Macau|Madagascar|Malawi|Malaysia|Maldives|Mali"
    "|Malta|Marshall Islands|Mauritania|Mauritius|Mexico|México|Micronesia|Moldova|Monaco|Mongolia|Montenegro"
    "|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|The Netherlands|New Zealand|NZ|Nicaragua"
    "|Niger|Nigeria|North Korea|North Macedonia|Norway|Oman|Pakistan|Palau|Palestine|Panama|Panamá"
    "|Papua New Guinea|Paraguay|Peru|Perú|Philippines|The Philippines|Poland|Portugal|Qatar|Romania|Russia"
    "|Russian Federation|Rwanda|Saint Kitts and Nevis|Saint Lucia|Saint Vincent and the Grenadines|Samoa"
    "|San Marino|Sao Tome and Principe|São Tomé and Príncipe|Saudi Arabia|KSA|Senegal|Serbia|Seychelles"
    "|Sierra Leone|Singapore|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|South Korea|Korea"
    "|Republic of Korea|South Sudan|Spain|Sri Lanka|St. Kitts and Nevis|St. Lucia"
    "|St. Vincent and the Grenadines|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania"
    "|Thailand|Togo|Tonga|Trinidad and Tobago|Tunisia|Turkey|Türkiye|Turkmenistan|Turks and Caicos|Tuvalu"
    "|Uganda|Ukraine|United Arab Emirates|UAE|U.A.E.|United Kingdom|UK|U.K.|Great Britain|United States"
    "|United States of America|USA|US|U.S.|U.S.A.|Uruguay|Uzbekistan|Vanuatu|Vatican City|Venezuela|Vietnam"
    "|Viet Nam|Yemen|Zambia|Zimbabwe|Deutschland|Österreich|Schweiz|Suisse|Svizzera|España|Italia|Brasil"
    "|Belgique|België|Nederland|Allemagne|Estados Unidos|États Unis|Reino Unido|Royaume Uni|Alemania|Francia"
    "|Japón|Sverige|Norge|Danmark|Polska|Việt Nam|中国|日本|Россия|ایران|الإمارات العربية المتحدة|السعودية|مصر"
)
_CITIES_ALONE = (
    "Atlanta|Baltimore|Boston|Chicago|Cincinnati|Cleveland|Dallas|Denver|Detroit|Honolulu|Houston|Indianapolis"
    "|Las Vegas|Los Angeles|Miami|Milwaukee|Minneapolis|New Orleans|New York|New York City|Oklahoma City"
    "|Philadelphia|Phoenix|Pittsburgh|Salt Lake City|San Antonio|San Diego|San Francisco|Seattle|St. Louis"
    "|Washington|Austin|Charlotte|Nashville|Sacramento|San Jose|Orlando|Montreal|Montréal|Toronto|Vancouver"
    "|Calgary|Ottawa|Edmonton|Quebec City|Quebec|Québec|Abu Dhabi|Accra|Addis Ababa|Algiers|Amman|Amsterdam"
    "|Ankara|Athens|Auckland|Baghdad|Baku|Bangkok|Barcelona|Beijing|Beirut|Belgrade|Berlin|Bogota|Bogotá"
    "|Bratislava|Brussels|Bucharest|Budapest|Buenos Aires|Cairo|Canberra|Cape Town|Caracas|Copenhagen|Dakar"
    "|Damascus|Delhi|Doha|Dubai|Dublin|Düsseldorf|Edinburgh|Frankfurt|Geneva|Glasgow|Guangzhou|Hamburg|Hanoi"
    "|Havana|Helsinki|Islamabad|Istanbul|Jakarta|Jerusalem|Johannesburg|Kabul|Kigali|Kuala Lumpur|Kyiv|Lagos"
    "|Lima|Lisbon|Ljubljana|London|Madrid|Manila|Melbourne|Mexico City|Milan|Moscow|Mumbai|Munich|München"
    "|Nairobi|New Delhi|Nicosia|Osaka|Oslo|Paris|Prague|Pretoria|Reykjavik|Riga|Rio de Janeiro|Riyadh|Rome"
    "|Santiago|São Paulo|Sao Paulo|Sarajevo|Seoul|Shanghai|Shenzhen|Skopje|Sofia|Stockholm|Sydney|Taipei"
    "|Tallinn|Tbilisi|Tehran|Tel Aviv|The Hague|Tokyo|Tunis|Ulaanbaatar|Valletta|Vienna|Vilnius|Warsaw|Yerevan"
    "|Zagreb|Zurich|Zürich|Djibouti|Gibraltar|Guatemala|Hong Kong|Hong Kong SAR|Kuwait|Luxembourg|Macao|Macau"
    "|Monaco|Panama|San Marino|Singapore|Vatican City"
)
_CITIES_IN_THEIR_LANGUAGES = (
    "Köln|Cologne|Stuttgart|Leipzig|Dresden|Hannover|Hanover|Nürnberg|Nuremberg|Bremen|Dortmund|Duisburg|Bonn|Mannheim"
    "|Karlsruhe|Wiesbaden|Potsdam|Wien|Graz|Salzburg|Innsbruck|Basel|Bern|Lausanne|Genf|Genève|Lyon|Marseille|Toulouse"
    "|Bordeaux|Nantes|Strasbourg|Rennes|Montpellier|Bruxelles|Brussel|Antwerpen|Antwerp|Liège|Rotterdam|Utrecht"
    "|Den Haag|Eindhoven|Groningen|Milano|Roma|Torino|Turin|Napoli|Naples|Bologna|Firenze|Florence|Venezia|Venice"
    "|Genova|Palermo|Valencia|Sevilla|Seville|Zaragoza|Málaga|Bilbao|Lisboa|Oporto|Brasília|Belo Horizonte|Salvador"
    "|Porto Alegre|Curitiba|Fortaleza|Recife|Medellín|Medellin|Quito|Guayaquil|La Paz|Montevideo|Asunción"
    "|San Salvador|Tegucigalpa|Managua|Santo Domingo|La Habana|Ciudad de México|Ciudad de Panamá|Guadalajara|Monterrey"
    "|Nueva York|København|Göteborg|Gothenburg|Malmö|Aarhus|Århus|Warszawa|Kraków|Krakow|Wrocław|Gdańsk|Poznań|Łódź"
    "|Praha|Brno|București|Beograd|Αθήνα|Ankara|İzmir|Izmir|İstanbul|Москва|Санкт-Петербург|Новосибирск|Екатеринбург"
    "|Казань|Минск|Алматы|Астана|Киев|Київ|Ташкент|القاهرة|الرياض|جدة|دبي|أبوظبي|أبو ظبي|الدوحة|بيروت|عمان|عمّان|بغداد"
    "|دمشق|الكويت|المنامة|مسقط|الرباط|الدار البيضاء|تونس|الجزائر|القدس|تهران|اصفهان|مشهد|شیراز|تبریز|پاریس|لندن"
    "|תל אביב|ירושלים|חיפה|באר שבע|서울|부산|대구|인천|광주|대전|수원|성남|판교|세종|東京|大阪|京都|横浜|名古屋|福岡"
    "|札幌|神戸|北京|上海|广州|廣州|深圳|杭州|南京|苏州|蘇州|武汉|武漢|成都|重庆|重慶|天津|西安|青岛|青島|香港|澳门|澳門|台北|臺北"
    "|新加坡|吉隆坡|曼谷|纽约|紐約|伦敦|倫敦|巴黎|柏林|东京|首尔|首爾|旧金山|舊金山|洛杉矶|洛杉磯|ニューヨーク|ロンドン|パリ"
    "|シンガポール|Bengaluru|Bangalore|Chennai|Hyderabad|Kolkata|Pune|Ahmedabad|Dhaka|Karachi|Lahore|Colombo|Kathmandu"
    "|Yangon|Phnom Penh|Ho Chi Minh City|Hà Nội|Surabaya|Bandung|Cebu City|Quezon City|Hangzhou|Chengdu|Wuhan|Nanjing"
    "|Suzhou|Tianjin|Chongqing|Qingdao|Xiamen|Busan|Yokohama|Nagoya|Kyoto|Fukuoka|Sapporo|Brisbane|Perth|Adelaide"
    "|Wellington|Christchurch|Casablanca|Rabat|Kampala|Dar es Salaam|Lusaka|Harare|Luanda|Maputo|Abuja|Abidjan|Durban"
    "|Jeddah|Muscat|Manama|Amman|Haifa|Liverpool|Birmingham|Manchester|Leeds|Bristol|Cardiff|Belfast|Winnipeg|Halifax"
    "|Regina|Saskatoon"
)
"""Large cities by the names that datelines in other languages give them, and more of those that stand alone."""
_COUNTRY_CODES = (
    "AE AF AG AI AM AO AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CD CF CG CH CI CK"
    " CL CM CN CR CU CV CW CY CZ DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GB GD GE GH GI GM GN GQ GR GT GW"
    " GY HK HN HR HT HU IE IQ IR IS IT JE JM JO JP KE KG KH KM KR KW KY KZ LB LI LK LR LS LT LU LV LY MC MG MK"
    " ML MM MN MO MR MU MV MW MX MY MZ NA NG NI NL NO NP NZ OM PG PH PK PL PT PY QA RO RS RU RW SA SB SE SG SI"
    " SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TM TO TR TT TV TW TZ UA UG UK US UY UZ VE VN VU WS YE ZA ZM ZW"
)


_APOSTROPHES = str.maketrans("’‘ʻ", "'''")


@lru_cache(maxsize=4096)
def place_key(name: str) -> str:
    """Return the form under which the tables hold a name: without full stops, letter case and spacing."""
    return " ".join(name.replace(".", "").translate(_APOSTROPHES).casefold().split())


def is_known_place(name: str) -> bool:
    """Tell whether a name is a country's, a region's or that of a city known by itself."""
    return place_key(name) in _PLACES


def _forms(table: Mapping[str, str]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for form in table.values():
        forms.setdefault(form.casefold(), form)
    return forms


def _named(table: str) -> dict[str, str]:
    """Return what a table names, by key; initials also as they stand apart: "W. Va."."""
    forms = [form for row in table.split("|") for form in row.split("/")]
    return {place_key(form.replace(".", ". ")): form for form in forms} | {place_key(form): form for form in forms}


REGIONS: dict[str, str] = _named("|".join((_US_STATES, _CANADIAN_PROVINCES, _OTHER_REGIONS, REGIONS_ELSEWHERE)))
"""States, provinces and other parts of countries, with their codes; from `place_key` to normal case."""

COUNTRIES: dict[str, str] = _named("|".join((_COUNTRIES, COUNTRIES_IN_FULL, COUNTRIES_ELSEWHERE))) | {
    code.casefold(): code for code in _COUNTRY_CODES.split()
}
"""Countries, their usual short forms and their ISO 3166 codes, save those that a state or province has too."""

CITIES_ALONE: dict[str, str] = _named("|".join((_CITIES_ALONE, _CITIES_IN_THEIR_LANGUAGES, CITIES_MORE)))
"""Cities so well known that a dateline names no state or country with them, city states included."""

REGION_FORMS: dict[str, str] = _forms(REGIONS)
COUNTRY_FORMS: dict[str, str] = _forms(COUNTRIES)
"""The names of both tables as they write them, by those names with their letter case folded."""

_PLACES = frozenset((*REGIONS, *COUNTRIES, *CITIES_ALONE))

AMERICAN_STATES: frozenset[str] = frozenset(_named(_US_STATES))
"""The keys of `REGIONS` that lie in the United States."""

ABBREVIATED_REGIONS: frozenset[str] = frozenset(
    place_key(form) for row in f"{_US_STATES}|{_CANADIAN_PROVINCES}".split("|") for form in row.split("/")[1:]
)
"""The keys that may follow a city without a comma: "CONCORD NC"."""

JOINED_NAMES: tuple[str, ...] = tuple(
    name.casefold() for name in (*COUNTRIES.values(), *REGIONS.values()) if " and " in name
)
"""Single places whose names contain an "and"."""

CITY_BEGINNINGS: frozenset[str] = frozenset(
    "san santa santo são los las el la fort saint st port new north south mount".split()
)
"""Words that are no city by themselves, so that the comma in "SANTA, ANA, CA" is a slip."""

PLACE_LABELS: frozenset[str] = frozenset(("à", "г.", "г", "м.", "fait"))
"""Words before a city that are none of its name: "г. Казань"."""

PARTICLES: frozenset[str] = frozenset(
    "de del la las los le les of the upon on am an der den do da dos das du di al el im in sur sous aan op ter ob vor"
    " bei unter".split()
)
"""Words that stay in lower case inside a name: Rio de Janeiro, Stratford-upon-Avon."""

ACRONYMS: frozenset[str] = frozenset("DC NYC SAR UAE UK US USA PRC DRC KSA NZ NSW PEI".split())
"""Words that stay in capitals."""

NOT_PLACES: frozenset[str] = frozenset(
    "a about after all also an and announces are as at attention before breaking by contact"
    " contacts date dear details editor editors embargoed event exclusive for from global headline here highlights how"
    " i if immediate in introducing is it its join location meet more my news newswire note notice now on"
    " open our please posted press published read release released releases"
    " save see since summary that there these they this time to today"
    " tomorrow we welcome what virtual when where which while who why with worldwide yesterday you"
    " your".split()
)
"""Words no place begins with, though a line that looks like a dateline does."""

LEGAL_FORMS: frozenset[str] = frozenset("inc corp corporation llc llp ltd limited plc gmbh kgaa company".split())
"""Words that no city's name contains."""

ORGANIZATION_WORDS: frozenset[str] = frozenset(
    "companies group holdings foundation university college institute association society council committee ministry"
    " department office bank partners technologies technology systems solutions services labs laboratories"
    " pharmaceuticals therapeutics biosciences energy capital ventures resources mining conference summit expo forum"
    " festival center centre hotel day week awards advisory alert bulletin update updates statement announcement report"
    " research media news press photo photos video response results quarter".split()
)
"""Words that show a name to be an organisation's or an event's, unless a state or country is named with it."""
