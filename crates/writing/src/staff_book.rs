//! 職員の一覧のブック: staff and posts as a workbook that people change and send back.

use plan::role::Role;
use plan::transfer::Column;
use rust_xlsxwriter::{DataValidation, Format, Workbook, XlsxError};

/// Rows for which lists to choose from are offered: those of the table, and room for new ones.
const ROOM: u32 = 500;

/// What is told to those who fill it in.
const ADVICE: &[&str] = &[
    "このブックの書き方",
    "「職員」シートの1行が、1人の1つの職です。兼務は行を足して、同じ職員番号で書きます。",
    "異動：その人の行の「組織」や「役割」を書き換え、「開始日」を異動の日にします。前の職は前の日に終わります。",
    "新しい職員：下の空いた行に、職員番号・氏名・役割・組織・開始日を書きます。",
    "終わる職：「終了日」を書きます。職を消すことはできません（行を消しても、何も変わりません）。",
    "代理：「代理される職員番号」と「終了日」を書きます。",
    "日付：2026/4/1、令和8年4月1日、R8.4.1 のどれでも構いません。全角でも構いません。",
    "役割：入力者、課長、部長、企画課、財政課、広報、行政評価委員、監査、システム管理者。企画課から後は「組織」を空けて構いません。",
    "いちばん右の隠れた列（キー）は、どの行がどの職から作られたかの控えです。変えないでください。",
    "職員番号は、このブックでは変えられません。職員の画面で直してください。",
    "送ると、まず何が変わるかが画面に出ます。確かめてから行います。",
];

/// The workbook: its rows by [`Column::ALL`], and the organisations to choose from as the table names them.
pub fn book(rows: &[[String; 9]], organisations: &[String]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    staff(&mut book, rows, organisations.len())?;
    let list = book.add_worksheet().set_name("組織")?;
    list.write(0, 0, "組織（コード）")?;
    for (name, row) in organisations.iter().zip(1..) {
        list.write_string(row, 0, name)?;
    }
    list.set_column_width(0, 50)?;
    let advice = book.add_worksheet().set_name("記入要領")?;
    for (line, row) in ADVICE.iter().zip(0..) {
        advice.write(row, 0, *line)?;
    }
    advice.set_column_width(0, 110)?;
    book.save_to_buffer()
}

fn staff(book: &mut Workbook, rows: &[[String; 9]], organisations: usize) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name("職員")?;
    let head = Format::new()
        .set_bold()
        .set_background_color(0xE8_F1FE)
        .set_border_bottom(rust_xlsxwriter::FormatBorder::Thin);
    let text = Format::new().set_num_format("@");
    for (column, at) in Column::ALL.into_iter().zip(0..) {
        sheet.write_string_with_format(0, at, column.head(), &head)?;
        sheet.set_column_width(at, width(column))?;
        sheet.set_column_format(at, &text)?;
    }
    for (row, at) in rows.iter().zip(1..) {
        for (cell, column) in row.iter().zip(0..) {
            sheet.write_string_with_format(at, column, cell, &text)?;
        }
    }
    let last = u32::try_from(rows.len()).unwrap_or(0) + ROOM;
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.name().0).collect();
    sheet.add_data_validation(1, 3, last, 3, &DataValidation::new().allow_list_strings(&roles)?)?;
    if organisations > 0 {
        let formula = format!("=組織!$A$2:$A${}", organisations + 1);
        let list = DataValidation::new().allow_list_formula(formula.as_str().into());
        sheet.add_data_validation(1, 4, last, 4, &list)?;
    }
    sheet.set_column_hidden(8)?;
    sheet.set_freeze_panes(1, 2)?;
    Ok(())
}

fn width(column: Column) -> u16 {
    match column {
        Column::Organisation => 36,
        Column::Mail => 28,
        Column::Name | Column::Instead | Column::Key => 20,
        _ => 14,
    }
}
