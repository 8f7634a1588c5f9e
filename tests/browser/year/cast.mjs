// 配役: everybody of the year: what they are called, what they are, and where.

/** Who is invited by the administrator: 職員番号, 氏名, 役割, 組織. */
export const CAST = {
  planner: ['kikaku1', '企画 一郎', '企画課', '企画課'],
  decider: ['kikaku2', '企画 二葉', '企画課', '企画課'],
  writer: ['kubun', '川端 記代', '入力者', '川端区役所'],
  ecologist: ['kankyo', '緑川 環', '入力者', '環境部'],
  chief: ['kacho', '課長 薫', '課長', '川端区役所'],
  head: ['bucho', '区長 正', '部長', '川端区役所'],
  finance: ['zaisei', '財政 金太', '財政課', ''],
  relations: ['koho', '広報 みちる', '広報', ''],
  evaluator: ['iin', '評価 委員子', '行政評価委員', ''],
  auditor: ['kansa', '監査 正義', '監査', ''],
};

export const WARD = '川端区役所';
/** Of the statement of the year: an element, one of its indicators, and what nobody outside may read. */
export const ELEMENT = '1-(1) 話し合って動く地域づくり';
export const INDICATOR = '「まちの縁側会議」を知っている区民アンケート回答者の割合';
export const SECRET = '議員団との調整は未了、外に出さないこと';
export const VISION = '葛󠄀飾の𠮷野家まで声の届く川端';
