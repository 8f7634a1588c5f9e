//! 手引きの章: Markdown with three lines at its head: what it is called, whose work it is, and which pages it is about.

use std::sync::LazyLock;

use plan::role::Role;

use super::rendered::{self, Within};

/// A chapter.
#[derive(Debug)]
pub(crate) struct Chapter {
    /// Its name in addresses.
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    /// Whose work it is about; of everybody where none is named.
    pub(crate) roles: Vec<Role>,
    /// The doors it is about.
    pub(crate) pages: Vec<&'static str>,
    /// As a page of its own.
    pub(crate) html: String,
    /// As a part of the whole.
    pub(crate) html_in_all: String,
}

/// Every chapter, in the order in which they are read.
const TEXTS: &[(&str, &str)] = &[
    ("help", include_str!("../../../../docs/manual/help.md")),
    ("begin", include_str!("../../../../docs/manual/begin.md")),
    ("work", include_str!("../../../../docs/manual/work.md")),
    ("account", include_str!("../../../../docs/manual/account.md")),
    ("writing", include_str!("../../../../docs/manual/writing.md")),
    ("evidence", include_str!("../../../../docs/manual/evidence.md")),
    ("submitting", include_str!("../../../../docs/manual/submitting.md")),
    ("returned", include_str!("../../../../docs/manual/returned.md")),
    ("reviewing", include_str!("../../../../docs/manual/reviewing.md")),
    ("approving", include_str!("../../../../docs/manual/approving.md")),
    ("year", include_str!("../../../../docs/manual/year.md")),
    ("forms", include_str!("../../../../docs/manual/forms.md")),
    ("board", include_str!("../../../../docs/manual/board.md")),
    ("deciding", include_str!("../../../../docs/manual/deciding.md")),
    ("history", include_str!("../../../../docs/manual/history.md")),
    ("reorganising", include_str!("../../../../docs/manual/reorganising.md")),
    ("money", include_str!("../../../../docs/manual/money.md")),
    ("opinion", include_str!("../../../../docs/manual/opinion.md")),
    ("publishing", include_str!("../../../../docs/manual/publishing.md")),
    ("comments", include_str!("../../../../docs/manual/comments.md")),
    ("audit", include_str!("../../../../docs/manual/audit.md")),
    ("setup", include_str!("../../../../docs/manual/setup.md")),
    ("people", include_str!("../../../../docs/manual/people.md")),
    ("transfer", include_str!("../../../../docs/manual/transfer.md")),
];

static CHAPTERS: LazyLock<Vec<Chapter>> =
    LazyLock::new(|| TEXTS.iter().filter_map(|(id, text)| read(id, text)).collect());

/// Every chapter, rendered when the first is asked for.
pub(crate) fn chapters() -> &'static [Chapter] {
    &CHAPTERS
}

/// The chapter about the page behind a door; what a form comes to is about the page that the form stands on.
pub(crate) fn about(door: &str) -> Option<&'static Chapter> {
    let of = |path: &str| CHAPTERS.iter().find(|it| it.pages.contains(&path));
    std::iter::successors(Some(door), |path| path.rsplit_once('/').map(|(front, _)| front)).find_map(of)
}

/// Reads a chapter; none where its head is not as it should be, which a test looks for.
fn read(id: &'static str, text: &'static str) -> Option<Chapter> {
    let (head, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    let line = |name: &str| {
        let of_name = |line: &'static str| line.strip_prefix(name)?.strip_prefix(':').map(str::trim);
        head.lines().find_map(of_name)
    };
    let roles: Option<Vec<Role>> = line("for")?.split_whitespace().map(Role::parse).collect();
    Some(Chapter {
        id,
        title: line("title")?,
        roles: roles?,
        pages: line("pages")?.split_whitespace().collect(),
        html: rendered::html(id, body, Within::Page),
        html_in_all: rendered::html(id, body, Within::All),
    })
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::*;

    /// Doors behind which no page is: files, and what only scripts ask.
    const NO_PAGES: [&str; 2] = ["/assets/{name}", "/{code}/sheets/{stage}/{organisation}/live"];

    #[test]
    fn every_file_of_the_manual_is_a_chapter_and_says_what_it_is_about() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/manual");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|it| it.unwrap().file_name().into_string().unwrap())
            .filter(|it| it != "README.md")
            .collect();
        let mut named: Vec<String> = chapters().iter().map(|it| format!("{}.md", it.id)).collect();
        files.sort();
        named.sort();
        assert_eq!(named, files);
    }

    #[test]
    fn every_page_of_the_staff_is_in_one_chapter() {
        let doors = crate::doors().into_iter().filter(|it| it.method == Method::GET).map(|it| it.path);
        for door in doors.filter(|it| !NO_PAGES.contains(it)) {
            let found: Vec<&str> =
                chapters().iter().filter(|it| it.pages.contains(&door)).map(|it| it.id).collect();
            assert_eq!(
                found.len(),
                1,
                "{door} is in the chapters {found:?}: say in docs/manual what is done there"
            );
        }
    }

    #[test]
    fn the_manual_is_about_no_page_that_is_not_there() {
        let doors: Vec<&str> = crate::doors().iter().map(|it| it.path).collect();
        for chapter in chapters() {
            let gone: Vec<_> = chapter.pages.iter().filter(|it| !doors.contains(it)).collect();
            assert!(gone.is_empty(), "{}: {gone:?}", chapter.id);
        }
    }

    #[test]
    fn the_chapters_of_a_role_stand_together() {
        let mut groups: Vec<&[Role]> = chapters().iter().map(|it| it.roles.as_slice()).collect();
        groups.dedup();
        let mut once = groups.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), groups.len());
    }

    #[test]
    fn what_a_form_comes_to_is_explained_where_its_page_is() {
        let id = |door| about(door).map(|it| it.id);
        assert_eq!(id("/{code}/account/password"), Some("account"));
        assert_eq!(id("/{code}/people/{id}/posts/{at}/end"), Some("people"));
    }
}
