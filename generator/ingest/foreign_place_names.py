"""Names of countries and cities as datelines in languages other than English write them, and more cities in English.

Tables only: rows are joined by "|", in normal case. `place_names` takes them in.
"""

COUNTRIES_ELSEWHERE = (
    # French
    "Algérie|Argentine|Arménie|Australie|Autriche|Azerbaïdjan|Bahreïn|Biélorussie|Bolivie|Brésil|Bulgarie|Bénin"
    "|Cambodge|Cameroun|Chili|Chypre|Colombie|Corée du Sud|Croatie|Danemark|Égypte|Egypte|Émirats arabes unis"
    "|Emirats arabes unis|Équateur|Espagne|Estonie|États-Unis|Etats-Unis|Éthiopie|Finlande|Géorgie|Grèce|Guinée"
    "|Haïti|Hongrie|Inde|Indonésie|Irlande|Islande|Israël|Italie|Japon|Jordanie|Kenya|Koweït|Lettonie|Liban"
    "|Lituanie|Malaisie|Mali|Maroc|Maurice|Mauritanie|Mexique|Moldavie|Norvège|Nouvelle-Zélande|Ouganda|Ouzbékistan"
    "|Pays-Bas|Pérou|Pologne|République démocratique du Congo|République tchèque|Roumanie|Royaume-Uni|Russie"
    "|Sénégal|Serbie|Singapour|Slovaquie|Slovénie|Suède|Syrie|Tchad|Thaïlande|Tunisie|Turquie|Viêt Nam|Zambie|Chine"
    "|Corée|Arabie saoudite|Afrique du Sud"
    # Spanish and Portuguese
    "|Arabia Saudita|Arabia Saudí|Argelia|Australia|Austria|Bélgica|Brasil|Catar|China|Corea del Sur|Croacia"
    "|Dinamarca|República Dominicana|Egipto|Emiratos Árabes Unidos|EE.UU.|EE. UU.|EEUU|Estados Unidos de América"
    "|Filipinas|Finlandia|Grecia|Holanda|Hungría|Indonesia|Irlanda|Kenia|Líbano|Luxemburgo|Malasia|Marruecos"
    "|Noruega|Nueva Zelanda|Países Bajos|Panamá|Polonia|República Checa|Rumania|Rusia|Singapur|Sudáfrica|Suecia"
    "|Suiza|Tailandia|Turquía|Ucrania|Alemanha|África do Sul|Arábia Saudita|Áustria|Colômbia|Coreia do Sul"
    "|Dinamarca|Egito|Emirados Árabes Unidos|EUA|Espanha|Finlândia|França|Grécia|Hungria|Índia|Indonésia|Irlanda"
    "|Itália|Japão|México|Moçambique|Noruega|Paraguai|Países Baixos|Polônia|Polónia|Rússia|Singapura|Suécia|Suíça"
    "|Turquia|Uruguai|Equador"
    # German, Italian, Dutch
    "|Ägypten|Argentinien|Australien|Belgien|Brasilien|Bulgarien|Dänemark|Estland|Finnland|Frankreich|Griechenland"
    "|Großbritannien|Indien|Indonesien|Irland|Island|Italien|Japan|Jordanien|Kanada|Kenia|Kolumbien|Kroatien"
    "|Lettland|Litauen|Luxemburg|Marokko|Mexiko|Neuseeland|Niederlande|Norwegen|Polen|Rumänien|Russland"
    "|Saudi-Arabien|Schweden|Serbien|Singapur|Slowakei|Slowenien|Spanien|Südafrika|Südkorea|Tschechien|Türkei"
    "|Tunesien|Ungarn|USA|Vereinigte Arabische Emirate|Vereinigte Staaten|Vereinigtes Königreich|Zypern|Austria"
    "|Belgio|Brasile|Cina|Danimarca|Egitto|Emirati Arabi Uniti|Germania|Giappone|Grecia|Norvegia|Paesi Bassi"
    "|Regno Unito|Spagna|Stati Uniti|Svezia|Turchia|Ungheria|België|Denemarken|Duitsland|Finland|Frankrijk|Italië"
    "|Noorwegen|Oostenrijk|Polen|Spanje|Verenigd Koninkrijk|Verenigde Staten|Zweden|Zwitserland"
    # Indonesian and Malay
    "|Amerika Serikat|Arab Saudi|Belanda|Inggris|Jepang|Jerman|Korea Selatan|Prancis|Singapura|Tiongkok|Filipina"
    # Russian
    "|Австралия|Австрия|Азербайджан|Армения|Беларусь|Белоруссия|Бельгия|Болгария|Бразилия|Великобритания|Венгрия"
    "|Вьетнам|Германия|Греция|Грузия|Дания|Египет|Израиль|Индия|Индонезия|Иран|Испания|Италия|Казахстан|Канада"
    "|Катар|Киргизия|Китай|Кыргызстан|Латвия|Литва|Мексика|Молдавия|Монголия|Нидерланды|Норвегия|ОАЭ|Польша"
    "|Португалия|Румыния|Саудовская Аравия|Сербия|Сингапур|США|Таджикистан|Таиланд|Турция|Узбекистан|Украина"
    "|Финляндия|Франция|Чехия|Швейцария|Швеция|Эстония|ЮАР|Южная Корея|Япония"
    # Arabic
    "|الأردن|المملكة الأردنية الهاشمية|الإمارات|الامارات|البحرين|مملكة البحرين|الجزائر|السودان|الصين|العراق|الكويت"
    "|دولة الكويت|المغرب|المملكة المتحدة|المملكة العربية السعودية|الهند|الولايات المتحدة|الولايات المتحدة الأمريكية"
    "|اليابان|اليمن|ألمانيا|إيطاليا|إسبانيا|بريطانيا|تركيا|تونس|جمهورية مصر العربية|روسيا|سلطنة عمان|سلطنة عُمان"
    "|سنغافورة|سوريا|سورية|سويسرا|فرنسا|فلسطين|قطر|دولة قطر|لبنان|ليبيا|ماليزيا|موريتانيا|هولندا"
    # Persian
    "|آلمان|آمریکا|ایالات متحده|افغانستان|امارات متحده عربی|انگلستان|ایتالیا|پاکستان|ترکیه|چین|ژاپن|عراق|فرانسه|هند"
    # Hebrew
    "|ישראל|ארצות הברית|ארה״ב|גרמניה|צרפת|בריטניה|איטליה|ספרד"
    # Korean
    "|대한민국|한국|미국|중국|일본|영국|독일|프랑스|이탈리아|스페인|네덜란드|스위스|캐나다|호주|인도|베트남|태국"
    "|말레이시아|인도네시아|아랍에미리트|사우디아라비아|카타르|이스라엘"
    # Chinese and Japanese, where a separator sets the country apart
    "|中國|美国|美國|米国|英国|英國|法国|法國|德国|德國|韩国|韓國|新加坡|马来西亚|馬來西亞|印度|印尼|泰国|泰國|越南"
    "|澳大利亚|澳洲|加拿大|アメリカ|イギリス|ドイツ|フランス|イタリア|スペイン|オランダ|スイス|スウェーデン|カナダ"
    "|オーストラリア|インド|インドネシア|タイ|台湾|ベトナム|マレーシア|フィリピン|ブラジル|メキシコ|イスラエル|韓国"
)

COUNTRIES_IN_FULL = (
    "Kingdom of Saudi Arabia|Kingdom of Bahrain|Sultanate of Oman|State of Qatar|State of Kuwait"
    "|Republic of Ireland|Republic of Singapore|Hashemite Kingdom of Jordan|Kingdom of Jordan|Kingdom of Morocco"
    "|Republic of China|Republic of Cyprus|Republic of Kenya|Republic of South Africa|Republic of Indonesia"
    "|Republic of the Congo|Federal Republic of Germany|Kingdom of Eswatini|Swaziland|Holland|Northern Cyprus"
    "|Réunion|Martinique|Guadeloupe|New Caledonia|French Polynesia|Faroe Islands|Democratic Republic of Congo"
    "|DR Congo|Republic of Congo|Türkiye|Burma|State of Palestine|West Bank|Gaza Strip"
)

CITIES_MORE = (
    # Capitals of states and provinces
    "Montgomery|Juneau|Little Rock|Tallahassee|Boise|Des Moines|Topeka|Baton Rouge|Annapolis|St. Paul|Saint Paul"
    "|Jefferson City|Carson City|Trenton|Santa Fe|Albany|Raleigh|Bismarck|Harrisburg|Montpelier|Olympia|Cheyenne"
    "|Lansing|Frankfort|Helena|Hartford|Augusta|Columbus|Providence|Tampa|Fort Worth|Memphis|Louisville|Omaha|Tulsa"
    "|Tucson|Albuquerque|Anchorage|Buffalo|Long Beach|Oakland|Silicon Valley|Brooklyn|Manhattan|Hollywood"
    "|St. John's|Fredericton|Charlottetown|Iqaluit|Yellowknife|Whitehorse|Gatineau|Laval"
    # Capitals and large cities of the world
    "|Abuja|Antananarivo|Apia|Asmara|Ashgabat|Bamako|Bandar Seri Begawan|Bangui|Banjul|Belmopan|Bishkek|Bissau"
    "|Bridgetown|Brazzaville|Bujumbura|Cayenne|Chisinau|Chișinău|Cotonou|Conakry|Dodoma|Dushanbe|Freetown|Gaborone"
    "|Georgetown|Gitega|Honiara|Juba|Kingston|Kinshasa|Libreville|Lilongwe|Lomé|Lome|Majuro|Malabo|Malé|Maseru"
    "|Mbabane|Minsk|Mogadishu|Monrovia|Moroni|N'Djamena|Nassau|Naypyidaw|Niamey|Nouakchott|Nuku'alofa|Ouagadougou"
    "|Paramaribo|Podgorica|Port Louis|Port Moresby|Port Vila|Port of Spain|Port-of-Spain|Port-au-Prince|Porto-Novo"
    "|Praia|Pristina|Roseau|Sana'a|Sanaa|San José|Sucre|Suva|Tarawa|Tashkent|Thimphu|Tirana|Tripoli|Khartoum"
    "|Vientiane|Victoria|Windhoek|Yaoundé|Douala|Mombasa|Kisumu|Kano|Port Harcourt|Bulawayo|Gqeberha|Stellenbosch"
    "|Alexandria|Giza|Sharjah|Ajman|Ras Al Khaimah|Dammam|Mecca|Medina|Erbil|Basra|Mosul|Aleppo|Gaza|Ramallah"
    "|Herzliya|Tel-Aviv|Almaty|Astana|Nur-Sultan|Saint Petersburg|St. Petersburg|Kazan|Novosibirsk|Bari|Catania"
    "|Bergamo|Brescia|Verona|Padova|Trieste|Parma|Modena|Nice|Lille|Grenoble|Rouen|Reims|Dijon|La Défense"
    "|Paris-La Défense|Boulogne-Billancourt|Gent|Ghent|Brugge|Namur|Charleroi|Leuven|Maastricht|Tilburg|Breda"
    "|Arnhem|Nijmegen|Delft|Leiden|Haarlem|Luzern|Lucerne|St. Gallen|Winterthur|Lugano|Zug|Vaduz|Linz|Klagenfurt"
    "|Bregenz|Essen|Bochum|Bielefeld|Münster|Augsburg|Mainz|Kassel|Freiburg|Saarbrücken|Rostock|Kiel|Lübeck|Erfurt"
    "|Magdeburg|Wolfsburg|Leverkusen|Ludwigshafen|Walldorf|Darmstadt|Heidelberg|Ulm|Regensburg|Würzburg"
    "|Frankfurt am Main|Cordoba|Córdoba|Rosario|Mendoza|Valparaíso|Cali|Barranquilla|Cartagena|Arequipa|Puebla"
    "|Tijuana|Mérida|Cancún|Querétaro|San Pedro Sula|Campinas|Florianópolis|Manaus|Belém|Porto|Coimbra|Braga"
    "|Uppsala|Linköping|Lund|Bergen|Trondheim|Stavanger|Tampere|Turku|Espoo|Oulu|Odense|Aalborg|Tartu|Kaunas|Gdynia"
    "|Katowice|Szczecin|Ostrava|Debrecen|Cluj-Napoca|Timișoara|Plovdiv|Varna|Thessaloniki|Nottingham|Sheffield"
    "|Leicester|Newcastle|Southampton|Oxford|Cambridge|Aberdeen|Cork|Galway|Limerick|Jaipur|Lucknow|Noida|Gurugram"
    "|Gurgaon|Kochi|Indore|Nagpur|Surat|Coimbatore|Chandigarh|Chittagong|Faisalabad|Rawalpindi|Makassar|Medan"
    "|Semarang|Yogyakarta|Denpasar|Palembang|Tangerang|Bekasi|Da Nang|Hai Phong|Penang|Johor Bahru|Makati|Taguig"
    "|Davao|Ningbo|Dalian|Shenyang|Harbin|Zhengzhou|Changsha|Hefei|Kunming|Dongguan|Foshan|Zhuhai|Macau|Kaohsiung"
    "|Hsinchu|Taichung|Tainan|Incheon|Daegu|Daejeon|Gwangju|Suwon|Pangyo|Ulsan|Kobe|Kawasaki|Hiroshima|Sendai"
    "|Gold Coast|Hobart|Darwin|Dunedin"
    # In other scripts
    "|Сингапур|Лондон|Париж|Пекин|Нью-Йорк|Вашингтон|Женева|Брюссель|Берлин|Дубай|Нижний Новгород|Самара|Омск"
    "|Челябинск|Ростов-на-Дону|Уфа|Красноярск|Пермь|Воронеж|Волгоград|Краснодар|Сочи|Тюмень|Иркутск|Владивосток"
    "|Хабаровск|Калининград|Баку|Ереван|Тбилиси|Бишкек|Душанбе|Нур-Султан|Астана|Рига|Вильнюс|Таллин|Кишинев"
    "|الشارقة|عجمان|رأس الخيمة|العين|الدمام|الخبر|مكة المكرمة|المدينة المنورة|نيوم|الظهران|الإسكندرية|الجيزة|صنعاء"
    "|عدن|حلب|الخرطوم|طرابلس|بنغازي|نواكشوط|مراكش|فاس|طنجة|رام الله|غزة|أربيل|البصرة|الموصل|طهران|إسطنبول|أنقرة"
    "|لندن|باريس|نيويورك|واشنطن|جنيف|برلين|بكين|طوكيو|الرباط|بروكسل|کابل|هرات|قم|اهواز|کرج|کرمان|رشت|یزد|بندرعباس"
    "|کیش|نیویورک|واشنگتن|ژنو|وین|دبی|بغداد|برلین|תל-אביב|הרצליה|רמת גן|פתח תקווה|ראשון לציון|נתניה|רחובות|אשדוד"
    "|רעננה|כפר סבא|לונדון|ניו יורק|싱가포르|뉴욕|런던|파리|도쿄|베이징|상하이|홍콩|워싱턴|울산|창원|제주|과천|고양"
    "|용인|라스베이거스|실리콘밸리|하노이|香港特別行政區|香港特别行政区|宁波|寧波|郑州|鄭州|长沙|長沙|合肥|昆明"
    "|济南|濟南|大连|大連|沈阳|瀋陽|哈尔滨|厦门|廈門|福州|珠海|佛山|东莞|東莞|无锡|無錫|石家庄|太原|南昌|南宁|贵阳"
    "|兰州|乌鲁木齐|海口|高雄|台中|臺中|台南|臺南|新竹|桃園|华盛顿|華盛頓|日内瓦|日內瓦|迪拜|杜拜|慕尼黑|莫斯科"
    "|仙台|広島|千葉|さいたま|川崎|北九州|静岡|新潟|金沢|岡山|熊本|那覇|つくば|上海|ベルリン|ミュンヘン|ワシントン"
    "|サンフランシスコ|ロサンゼルス|ソウル|台北"
)

REGIONS_ELSEWHERE = (
    "Hawai'i|Jawa Barat|Jawa Tengah|Jawa Timur|Bali|Banten|Sumatera Utara|Sumatera Selatan|Sumatera Barat|Riau"
    "|Lampung|Kalimantan Timur|Kalimantan Selatan|Sulawesi Selatan|Sulawesi Utara|Papua|Aceh|Hertfordshire"
    "|Oxfordshire|Cambridgeshire|Berkshire|Surrey|Kent|Essex|Cheshire|Hampshire|Lancashire|Yorkshire|Bavière"
    "|Baviera|Cataluña|Andalucía|Comunidad de Madrid|País Vasco|Galicia|Aragón|Lombardia|Toscana|Veneto|Piemonte"
    "|Lazio|Sicilia|Emilia-Romagna|Nordrhein-Westfalen|Baden-Württemberg|Niedersachsen|Sachsen|Thüringen"
    "|Brandenburg|Rheinland-Pfalz|Noord-Holland|Zuid-Holland|Noord-Brabant|Gelderland|Limburg|Vaud|Valais|Tessin"
    "|Andhra Pradesh|Madhya Pradesh|Odisha|Bihar|Assam|Jharkhand|Goa|Uttarakhand|Gauteng|Western Cape|KwaZulu-Natal"
    "|Minas Gerais|Rio Grande do Sul|Paraná|Santa Catarina|Bahia|Pernambuco|Ceará|Antioquia|Estado de México"
    "|Yucatán|Quintana Roo|Coahuila|Sonora|Sinaloa|Московская область|Ленинградская область|Татарстан"
)
