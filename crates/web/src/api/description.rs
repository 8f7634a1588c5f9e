//! 記述: OpenAPI 3.1, made from the operations and from the types of their answers.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::operation::Told;
use super::operations::{OF_TOWNS, TOWNS};
use super::parameter::{Kind, Parameter, id};
use super::problem::Problem;

/// Where the description is.
pub(super) const ADDRESS: &str = "/api/v1/openapi.json";

static WRITTEN: LazyLock<Vec<u8>> = LazyLock::new(|| serde_json::to_vec(&write()).unwrap_or_default());

/// The description as bytes.
pub(super) fn bytes() -> &'static [u8] {
    &WRITTEN
}

/// Every operation, in the order of the table.
pub(super) fn all() -> impl Iterator<Item = &'static Told> {
    std::iter::once(&TOWNS).chain(OF_TOWNS.iter().map(|it| &it.told))
}

fn write() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with(|it| {
        it.definitions_path = "/components/schemas".into();
        it.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let mut paths = Map::new();
    for told in all() {
        let schema = (told.schema)(&mut generator);
        paths.insert(told.address(), json!({ "get": operation(told, schema.as_value()) }));
    }
    paths.insert(ADDRESS.to_owned(), json!({ "get": itself() }));
    let problem = generator.subschema_for::<Problem>();
    let schemas = generator.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "目標と成果のAPI / Goals and results",
            "version": "1.0.0",
            "description": ABOUT,
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": schemas, "responses": problems(problem.as_value()), "headers": heads() },
    })
}

const ABOUT: &str = "公表されている計画、指標、目標値、実績値、金額、評価、意見を読むAPIです。読むことだけができ、鍵はいりません。\
    小数は文字列です（41.0と41を区別するため）。言葉には日本語と英語が並びます。増えることはあっても、ここにある名前は変わりません。\n\n\
    Reads what is published: plans, indicators, targets, results, money, evaluations, remarks. Read only, without a key. Decimals are \
    text, so that 41.0 stays 41.0. Words stand in Japanese and English. Things are added; no name here changes.";

fn operation(told: &Told, schema: &Value) -> Value {
    let mut parameters: Vec<Value> = in_path(told);
    parameters.extend(told.parameters().iter().map(in_query));
    let mut responses = Map::new();
    let mut heads = json!({ "ETag": head("ETag") });
    if told.is_list {
        heads["Link"] = head("Link");
    }
    responses.insert(
        "200".to_owned(),
        json!({
            "description": "OK", "headers": heads,
            "content": { super::JSON: { "schema": schema } },
        }),
    );
    responses.insert("304".to_owned(), json!({ "description": "変わっていません / Not modified" }));
    // Only records are retired, and only a municipality gets another code.
    for (status, name, _) in REFUSALS.iter().filter(|it| told.of_town || it.0 != "410") {
        responses.insert((*status).to_owned(), refusal(name));
    }
    json!({
        "operationId": told.name,
        "summary": format!("{} / {}", told.about.0, told.about.1),
        "parameters": parameters,
        "responses": responses,
    })
}

fn itself() -> Value {
    json!({
        "operationId": "getDescription",
        "summary": "このAPIの記述 / This description",
        "responses": {
            "200": { "description": "OK", "headers": { "ETag": head("ETag") }, "content": { super::JSON: { "schema": { "type": "object" } } } },
            "304": { "description": "変わっていません / Not modified" },
            "400": refusal("BadRequest"),
            "406": refusal("NotAcceptable"),
            "414": refusal("TooLong"),
            "503": refusal("Busy"),
            "default": refusal("Problem"),
        },
    })
}

/// The parts in braces.
fn in_path(told: &Told) -> Vec<Value> {
    let address = told.address();
    let names = address.split(['{', '}']).skip(1).step_by(2);
    let one = |name: &str| {
        let (about, schema) = match name {
            "code" => (
                "全国地方公共団体コード（6桁） / the municipality's code, six digits",
                json!({ "type": "string", "pattern": "^[0-9]{6}$", "examples": ["990019"] }),
            ),
            "number" => (
                "決裁番号 / the number of a decision",
                json!({ "type": "integer", "minimum": 1, "maximum": 9_999_999 }),
            ),
            _ => ("記録ID / the record's id", id()),
        };
        json!({ "name": name, "in": "path", "required": true, "description": about, "schema": schema })
    };
    names.map(one).collect()
}

fn in_query(it: &Parameter) -> Value {
    let mut out = json!({
        "name": it.name, "in": "query", "required": it.is_required,
        "description": format!("{} / {}", it.about.0, it.about.1),
        "schema": it.schema(),
    });
    if let Kind::Words = it.kind {
        out["example"] = json!("防災");
    }
    out
}

fn head(name: &str) -> Value {
    json!({ "$ref": format!("#/components/headers/{name}") })
}

fn heads() -> Value {
    json!({
        "Retry-After": { "description": "何秒後に尋ね直すか / in how many seconds to ask again", "required": true, "schema": { "type": "integer" } },
        "ETag": { "description": "この答えの印。If-None-Matchで使う / the mark of the answer, for If-None-Match", "required": true, "schema": { "type": "string" } },
        "Link": { "description": "前後の頁（RFC 8288） / the neighbouring parts (RFC 8288)", "required": true, "schema": { "type": "string" } },
    })
}

/// How a question may be refused: status, name, and what it means.
const REFUSALS: &[(&str, &str, &str)] = &[
    ("400", "BadRequest", "引数かアドレスが正しくない / a parameter or the address is wrong"),
    ("404", "NotFound", "ない、または公表されていない / there is none, or none that is published"),
    ("406", "NotAcceptable", "application/jsonを受け取らない / JSON is not taken"),
    (
        "410",
        "Gone",
        "廃止された記録、またはほかの団体コードに変わった団体 / the record was retired, or the municipality has another code now",
    ),
    ("414", "TooLong", "アドレスが長すぎる / the address is too long"),
    ("503", "Busy", "混み合っている / too many ask at once"),
    ("default", "Problem", "ほかの困りごと（RFC 9457） / any other problem (RFC 9457)"),
];

fn refusal(name: &str) -> Value {
    json!({ "$ref": format!("#/components/responses/{name}") })
}

fn problems(schema: &Value) -> Value {
    let mut out = Map::new();
    for (status, name, about) in REFUSALS {
        let content = json!({ "application/problem+json": { "schema": schema } });
        let mut problem = json!({ "description": about, "content": content });
        if *status == "503" {
            problem["headers"] = json!({ "Retry-After": head("Retry-After") });
        }
        out.insert((*name).to_owned(), problem);
    }
    Value::Object(out)
}
