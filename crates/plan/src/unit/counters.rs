//! Which words count things: the units that may stand glued to a number.

use super::Unit;

/// Words that are units wherever they follow a number. Found longest first.
const KNOWN: &str = "% ‰ 割 パーセント ポイント pt %pt %ポイント パーセントポイント \
    箇所 か所 カ所 ヶ所 ヵ所 ケ所 個所 か国 カ国 ヶ国 ヵ国 ケ国 か月 カ月 ヶ月 ヵ月 ケ月 箇月 か年 カ年 ヶ年 か国語 カ国語 か村 ヶ村 \
    人 名 件 回 円 歳 才 点 本 台 式 日 月 年 時間 分 秒 週 週間 日間 年間 時 分間 秒間 倍 度 °C 位 号 期 次 級 段階 段 等 \
    団体 施設 校 園 棟 戸 軒 室 床 基 機 隻 艘 両 車両 社 企業 事業所 事業者 事業 業者 店 店舗 商店 商店街 法人 組合 組織 \
    地区 地域 地点 拠点 会場 区 区域 区画 街区 路線 系統 駅 便 航路 港 漁港 河川 橋 橋梁 公園 広場 緑地 団地 集落 町 町会 自治会 町内会 町丁 \
    丁目 市 村 市町村 市区町村 区市町村 都道府県 道府県 府県 県 国 都市 自治体 保険者 行政区 学区 校区 小学校区 中学校区 単位自治会 単位町会 \
    個 枚 冊 部 通 票 筆 巻 編 曲 句 作品 展 種 種類 品 品目 銘柄 品種 魚種 項目 題 問 課題 テーマ 科目 講座 コース 教室 クラス 学級 単位 \
    回線 アカウント ID アクセス PV ページ ページビュー ビュー セッション 件数 人数 回数 フォロワー 登録 ダウンロード DL いいね 投稿 記事 閲覧 再生 \
    世帯 家族 家庭 組 ペア 夫婦 親子 児 児童 生徒 園児 学生 学年 者 人日 人回 人泊 人分 人月 人時 延べ人 延人 延人数 延べ回 実人 実人数 \
    プロジェクト 計画 プラン 事例 取組 取り組み 施策 案件 案 提案 会議 研修 訓練 イベント 催し 公演 試合 大会 競技 競技会 種目 \
    チーム グループ サークル クラブ 班 隊 部隊 ブース 区間 工区 箇条 協定 契約 協議会 委員会 機関 病院 医院 診療所 薬局 医療機関 相談 \
    セット 箱 袋 缶 食 杯 皿 切れ 玉 株 苗 頭 匹 羽 尾 羽数 頭数 粒 束 俵 瓶 \
    システム 手続 手続き 業務 サービス 機種 メニュー 機能 端末 データ データセット レコード タイトル 資料 図書 文書 帳票 様式 申請 届出 \
    ha a m km cm mm μm m2 km2 cm2 m3 cm3 t kg g mg μg トン キロ キログラム グラム キロメートル メートル ヘクタール 平方メートル 平方キロメートル 平米 立方メートル \
    坪 畝 反 町歩 L l kl kL KL ml mL リットル キロリットル GL kW KW MW GW W kWh KWh MWh GWh Wh キロワット キロワット時 J kJ MJ GJ TJ PJ cal kcal \
    t-CO2 tCO2 トン-CO2 トンCO2 kg-CO2 kgCO2 g-CO2 MB GB TB Mbps Gbps dB デシベル ppm ppb Hz MPa Bq μSv mSv lx ℃ \
    米ドル ドル ユーロ ポンド 元 ウォン 人キロ トンキロ 台キロ 台数 戸数 枚数 冊数 本数 個数 日数 時間数 世帯数 箇所数 か所数 校数 社数 団体数 店舗数 施設数 \
    つ ケース 症例 検体 試料 疾病 死 発 歩 周 周年 局 課 係 部署 職員 派 体 柱 口 席 面 脚 着 足 対 膳 丁 門 灯 燈 球 樹 樹木 鉢 幅 \
    基地 分野 事業場 10a Nm3 コマ スポット エリア ゾーン ルート サイト モデル モデル地区 フロア レーン バース 泊 泊数 トリップ 円/人 人/日 件/年 回/年";

/// What may follow a unit as its period or base: 件/年, g/人・日.
const JOINTS: [char; 2] = ['/', '・'];

/// The known unit at the start of a [`key`](crate::key::key), the longest that fits, and what follows it.
///
/// A base behind a slash belongs to it (kWh/m2, g/人・日); so does a scale before it (千円, 万トン).
/// ```
/// let (unit, rest) = plan::unit::at_start("件/年以上").unwrap();
/// assert_eq!((unit.as_str(), rest), ("件/年", "以上"));
/// assert_eq!(plan::unit::at_start("以上"), None);
/// ```
pub fn at_start(key: &str) -> Option<(Unit, &str)> {
    let mut length = known(key)?;
    while let Some(more) = key[length..].strip_prefix(JOINTS).and_then(known) {
        length += more + key[length..].chars().next().map_or(0, char::len_utf8);
    }
    Some((Unit(key[..length].to_owned()), &key[length..]))
}

fn known(key: &str) -> Option<usize> {
    let scale = key.find(|c| !matches!(c, '十' | '百' | '千' | '万' | '億' | '兆')).unwrap_or(0);
    let base = &key[scale..];
    let longest =
        KNOWN.split_whitespace().filter(|unit| base.starts_with(*unit)).filter(|unit| ends_there(unit, base));
    let length = scale + longest.map(str::len).max()?;
    let counted = ["数", "等"].into_iter().find(|end| key[length..].starts_with(end)); // 市町村数, 組合等
    let whole = counted.filter(|end| {
        !key[length + end.len()..].starts_with(['値', '量', '件', '人', '十', '百', '千', '字'])
    });
    Some(length + whole.map_or(0, str::len))
}

/// m is no unit in mail: Latin letters do not go on.
fn ends_there(unit: &str, text: &str) -> bool {
    let latin = unit.ends_with(|c: char| c.is_ascii_alphabetic());
    !(latin && text[unit.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Whether a word that nobody listed has the shape of a unit: a few kanji, katakana or letters, without particles or digits.
///
/// For places where only a unit can stand: behind a number and before 以上, or in a column of its own.
pub fn looks_like_one(word: &str) -> bool {
    let count = word.chars().count();
    let fits = |c: char| {
        matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{30A1}'..='\u{30FF}' | '々' | '/' | '%' | 'か' | 'り' | 'き' | 'べ' | 'μ')
            || c.is_ascii_alphabetic()
    };
    (1..=8).contains(&count)
        && word.chars().all(fits)
        && !word.starts_with(['/', '・', 'ー', 'り', 'き', 'べ', '以', '未', '超', '増', '減'])
        && ![
            "達成", "実施", "維持", "程度", "以上", "以下", "以内", "前後", "目標", "実績", "比", "削減",
            "向上", "上昇", "低下", "未満",
        ]
        .iter()
        .any(|no| word.contains(no))
}
