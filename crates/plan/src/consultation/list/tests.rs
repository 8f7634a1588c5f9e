use super::*;

fn read(text: &str) -> List {
    let unlisted = Unlisted {
        by: By::Post,
        received: jiff::civil::date(2026, 11, 10),
        at: Timestamp::UNIX_EPOCH,
        typed_by: StaffId("koho".to_owned()),
    };
    list(&grid(text), &unlisted)
}

fn rows(list: &List) -> Vec<u32> {
    list.problems.iter().map(|it| it.0).collect()
}

#[test]
fn no_row_that_says_anything_is_left_out_in_silence() {
    let read = read(
        "番号\t氏名\t備考\t意見\n1\t山田\t\t道を\n2\t\t\t\n3\t\t電話あり\t\n4\t鈴木\t\t \n\t\t\t\n \t\t\t\n7\t\t\t川を\n",
    );
    assert_eq!((read.letters.len(), rows(&read)), (2, vec![3, 4, 5]));
    assert!(read.problems.iter().all(|it| it.1.contains("意見の欄が空")));
}

#[test]
fn a_table_without_heads_names_the_rows_whose_first_cell_is_blank() {
    let read = read("道を\n\t公園を\n川を\n");
    assert_eq!((read.letters.len(), rows(&read)), (2, vec![2]));
}

#[test]
fn rows_with_one_fault_after_another_are_told_as_one() {
    let numbers: String = (1..=40).map(|it| format!("{it}\t\n")).collect();
    let read = read(&format!("番号\t意見\n{numbers}41\t道を\n42\t\n"));
    let blank = ("意見の欄が空です", "the opinion is blank");
    assert_eq!(faults(&read.problems), [(2, 41, blank.0, blank.1), (43, 43, blank.0, blank.1)]);
}
