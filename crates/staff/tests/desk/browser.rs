//! A browser of the tests: keeps cookies, knows the token of the last page, says where it comes from.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

/// One person's browser.
pub(crate) struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
    token: String,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) body: String,
}

impl Browser {
    pub(crate) fn new(router: Router) -> Self {
        Self { router, cookies: vec![], token: String::new() }
    }

    pub(crate) async fn sign_in(&mut self, login: &str, password: &str) {
        let answer = self.post("/990019/sign-in", &[("login", login), ("password", password)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{login}: {}", answer.body);
        self.get("/990019/").await;
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// A form of the last page, with its token.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from("", path, fields).await
    }

    /// The same, where the browser tells on which page it stood.
    pub(crate) async fn post_from(&mut self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token.clone();
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("token", &token);
        fields.iter().for_each(|(name, value)| {
            form.append_pair(name, value);
        });
        let mut request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if !page.is_empty() {
            request = request
                .header(header::HOST, "desk.test")
                .header(header::REFERER, format!("http://desk.test{page}"));
        }
        self.ask(request.body(Body::from(form.finish())).unwrap()).await
    }

    /// Decides a draft as its page shows it.
    pub(crate) async fn decide(&mut self, draft: &str, reason: &str) -> Answer {
        let seen = self.get(draft).await.hidden("seen");
        self.post(&format!("{draft}/decide"), &[("seen", &seen), ("reason", reason)]).await
    }

    /// A form with files, with the token of the last page.
    pub(crate) async fn send(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Answer {
        let head = "--edge\r\ncontent-disposition: form-data; name=";
        let token = self.token.clone();
        let mut body = vec![];
        for (name, value) in fields.iter().chain([&("token", token.as_str())]) {
            body.extend(format!("{head}\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        for (name, bytes) in files {
            let line = format!("{head}\"file\"; filename=\"{name}\"\r\n");
            body.extend(format!("{line}content-type: application/octet-stream\r\n\r\n").into_bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--edge--\r\n");
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// A file, which is no page.
    pub(crate) async fn fetch(&mut self, path: &str) -> File {
        let response = self.answer(Request::get(path).body(Body::empty()).unwrap()).await;
        let headers = response.headers().clone();
        File { headers, bytes: to_bytes(response.into_body(), 100_000_000).await.unwrap().to_vec() }
    }

    async fn ask(&mut self, request: Request<Body>) -> Answer {
        let response = self.answer(request).await;
        let location =
            response.headers().get(header::LOCATION).map_or("", |it| it.to_str().unwrap()).to_owned();
        let status = response.status();
        let body = to_bytes(response.into_body(), 10_000_000).await.unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        if let Some(at) = body.find("name=\"token\" value=\"") {
            self.token = body[at + 20..at + 84].to_owned();
        }
        Answer { status, location, body }
    }

    async fn answer(&mut self, mut request: Request<Body>) -> axum::response::Response {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        response
    }
}

/// A file that came back.
#[derive(Debug)]
pub(crate) struct File {
    headers: axum::http::HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl File {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }
}

impl Answer {
    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let at =
            self.body.find(&mark).unwrap_or_else(|| panic!("no field {name} in {}", self.body)) + mark.len();
        self.body[at..].split('"').next().unwrap().to_owned()
    }
}
