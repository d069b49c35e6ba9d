//! Letters to a mail server that stands here.

use ponte_mail::{Letter, Post, PostTrouble, Postmark, SmtpPost};
use secrecy::SecretString;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
    task::JoinHandle,
};

/// A mail server for one caller, who gets `refusal` where the line begins so; gives what it was told.
async fn server(refusal: Option<(&'static str, &'static str)>) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let told = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a caller");
        let mut stream = BufReader::new(stream);
        let mut told = String::new();
        let mut is_text = false;
        stream.write_all(b"220 here\r\n").await.expect("said");
        loop {
            let mut line = String::new();
            let read = stream.read_line(&mut line).await.unwrap_or(0);
            if read == 0 {
                return told;
            }
            told.push_str(&line);
            if is_text && line != ".\r\n" {
                continue;
            }
            let refused = refusal.filter(|(start, _)| line.starts_with(start));
            let answer = match refused {
                Some((_, answer)) => answer,
                None if line.starts_with("EHLO") => "250-here\r\n250-8BITMIME\r\n250 AUTH PLAIN",
                None if line.starts_with("AUTH") => "235 in",
                None if line.starts_with("DATA") => "354 go on",
                None => "250 yes",
            };
            is_text = answer.starts_with("354");
            let answer = format!("{answer}\r\n");
            if stream.write_all(answer.as_bytes()).await.is_err() {
                return told;
            }
        }
    });
    (format!("smtp://ponte@{address}"), told)
}

fn post(address: &str) -> SmtpPost {
    let password = SecretString::from("segreta");
    SmtpPost::new(address, Some(&password), "Ponte <ponte@ponte.example>").expect("a server")
}

fn letter() -> Letter {
    Letter {
        to: "marta@pervinca.example".to_owned(),
        name: "Marta Però".to_owned(),
        subject: "2 ordini fermi".to_owned(),
        text: "Ciao Marta,\n.\nRCPT TO:<evil@evil.example>\n".to_owned(),
    }
}

fn mark() -> Postmark {
    Postmark {
        id: "0199".to_owned(),
        at: "2026-11-24T09:40:00Z".parse().expect("an instant"),
    }
}

#[tokio::test]
async fn a_letter_reaches_the_server_with_its_name_and_ends_where_it_ends() {
    let (address, told) = server(None).await;
    let post = post(&address);
    post.post(&letter(), &mark()).await.expect("posted");
    drop(post);
    let told = told.await.expect("the server");
    for line in [
        "MAIL FROM:<ponte@ponte.example>",
        "RCPT TO:<marta@pervinca.example>",
        "Message-ID: <0199@ponte.example>",
        "Date: Tue, 24 Nov 2026 09:40:00 +0000",
        "Auto-Submitted: auto-generated",
        "\r\n..\r\n",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let recipients = told.lines().filter(|line| line.starts_with("RCPT TO"));
    let as_text = 1;
    assert_eq!(recipients.count(), 1 + as_text, "{told}");
    let end = told.find("\r\n.\r\n").expect("an end");
    assert!(
        told[..end].contains("evil@evil.example"),
        "it is text: {told}"
    );
}

#[tokio::test]
async fn trouble_says_whose_it_is_and_repeats_no_word_of_the_server() {
    for (start, answer, is_of_the_letter) in [
        ("RCPT", "550 5.1.1 marta@pervinca.example is nobody", true),
        ("RCPT", "451 4.7.1 marta@pervinca.example: greylisted", true),
        ("AUTH", "535 5.7.8 wrong password segreta", false),
        ("MAIL", "421 4.3.2 closing", false),
    ] {
        let (address, told) = server(Some((start, answer))).await;
        let post = post(&address);
        let trouble = post.post(&letter(), &mark()).await.expect_err("refused");
        assert_eq!(trouble.is_of_the_letter(), is_of_the_letter, "{trouble}");
        assert!(!trouble.is_final(), "{trouble}");
        let said = format!("{trouble} {trouble:?}");
        for word in ["marta", "segreta", "pervinca"] {
            assert!(!said.contains(word), "{said}");
        }
        told.abort();
    }
}

#[tokio::test]
async fn a_server_that_is_away_is_said_to_be_with_what_to_check() {
    let (address, told) = server(None).await;
    told.abort();
    let _ = told.await;
    let trouble = post(&address).try_out().await.expect_err("nobody there");
    assert!(matches!(trouble, PostTrouble::Unreachable(_)), "{trouble}");
    assert!(trouble.to_string().contains("check host"), "{trouble}");
}
