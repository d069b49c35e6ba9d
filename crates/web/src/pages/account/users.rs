//! `/utenti`: who may come into a shop: list, invite, withdraw, remove.
//!
//! The page costs the same queries however many there are: one for the users, one for the invitations.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use jiff::SignedDuration;
use ponte_store::{accounts::Removal, invitations::Invitation};
use serde::Deserialize;

use super::{
    letter,
    letter::{INVITED, Recipient},
    link, token,
};
use crate::{
    app::App,
    auth::{
        form::Sent,
        limit::Limit,
        member::{Member, address},
        person,
    },
    pages::frame::{Frame, Place},
    trouble::Trouble,
    words::Words,
};

/// How long an invitation can be accepted.
const LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A shop's people and open invitations together.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "account/users.html")]
struct UsersPage {
    t: Words,
    frame: Frame,
    users: Vec<UserLine>,
    invitations: Vec<InvitationLine>,
    /// Whether letters leave.
    mail: bool,
    /// What was typed.
    email: String,
    trouble: Option<String>,
    /// Whether to ask if one really wants to leave.
    leaving: Option<String>,
    done: Option<String>,
    /// What could not be done.
    refused: Option<String>,
}

/// A user of the shop.
struct UserLine {
    id: String,
    name: String,
    email: String,
    /// Whether it is who looks.
    me: bool,
}

/// Somebody who is invited.
struct InvitationLine {
    email: String,
    /// Who invited, and when.
    sent: String,
    ended: bool,
}

#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    fatto: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Invited {
    email: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Removed {
    chi: String,
    /// `si` where one was asked, and wants to leave.
    conferma: String,
}

/// What is special about a page.
#[derive(Default)]
struct Special {
    email: String,
    trouble: Option<&'static str>,
    leaving: Option<String>,
    done: Option<&'static str>,
    refused: Option<&'static str>,
}

pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Query(done): Query<Done>,
) -> Result<Response, Trouble> {
    let done = match done.fatto.as_str() {
        "invitato" => Some("users-invited"),
        "ritirato" => Some("users-withdrawn"),
        "tolto" => Some("users-removed"),
        _ => None,
    };
    let special = Special {
        done,
        ..Special::default()
    };
    page(&app, &member, special, StatusCode::OK).await
}

/// Invites somebody, or once more: the letter of before opens nothing any longer.
pub(crate) async fn invite(
    State(app): State<App>,
    member: Member,
    Sent(invited): Sent<Invited>,
) -> Result<Response, Trouble> {
    let refuse = async |trouble, status| {
        let special = Special {
            email: invited.email.clone(),
            trouble: Some(trouble),
            ..Special::default()
        };
        page(&app, &member, special, status).await
    };
    if !app.engine.letters().are_sent() {
        return refuse("users-no-mail", StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let Some(email) = person::email(&invited.email) else {
        return refuse("account-email-wrong", StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let (now, shop) = (app.now(), member.shop.id.as_str());
    let mut tx = app.write().await?;
    let users = tx.members(shop).await?;
    if users.iter().any(|user| user.email == email) {
        drop(tx);
        return refuse("users-there-already", StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let open = tx.invitations(shop).await?;
    let again = open.iter().any(|one| one.email == email);
    if !again && users.len() + open.len() >= MOST {
        drop(tx);
        return refuse("users-too-many", StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let may = Limit::invitations(shop).one_more(&mut *tx, now).await?
        && Limit::letters(&email).one_more(&mut *tx, now).await?;
    if !may {
        drop(tx);
        return refuse("users-too-often", StatusCode::TOO_MANY_REQUESTS).await;
    }
    let (token, token_hash) = token(&app);
    let invitation = Invitation {
        shop: shop.to_owned(),
        email: email.clone(),
        token_hash,
        invited_by: member.login.user.id.clone(),
        sent_at: now,
        ends_at: now.checked_add(LASTS).unwrap_or(now),
    };
    tx.invitation_put(&invitation).await?;
    let known = tx.user_by_email(&email).await?;
    let recipient = match &known {
        Some(user) => Recipient::user(user, member.words),
        None => Recipient {
            email: &email,
            name: "",
            words: member.words,
        },
    };
    let until = app.wall().when(invitation.ends_at, recipient.words);
    let names = [
        ("who", member.login.user.name.as_str().into()),
        ("shop", member.shop.name.as_str().into()),
        ("when", until.into()),
    ];
    let link = link(&app, &format!("/invito/{token}"));
    let letter = letter::write(&recipient, &INVITED, &names, &link);
    letter::put(&app, &mut *tx, &letter).await?;
    tx.commit().await?;
    app.engine.wake();
    Ok(back(&member, "invitato"))
}

/// Withdraws an invitation: its letter opens nothing from now on.
pub(crate) async fn withdraw(
    State(app): State<App>,
    member: Member,
    Sent(invited): Sent<Invited>,
) -> Result<Response, Trouble> {
    let mut tx = app.write().await?;
    tx.invitation_end(&member.shop.id, &invited.email).await?;
    tx.commit().await?;
    Ok(back(&member, "ritirato"))
}

/// Takes somebody out of the shop; oneself only after a question.
pub(crate) async fn remove(
    State(app): State<App>,
    member: Member,
    Sent(removed): Sent<Removed>,
) -> Result<Response, Trouble> {
    let me = removed.chi == member.login.user.id;
    if me && removed.conferma != "si" {
        let special = Special {
            leaving: Some(removed.chi),
            ..Special::default()
        };
        return page(&app, &member, special, StatusCode::OK).await;
    }
    let mut tx = app.write().await?;
    match tx.member_remove(&member.shop.id, &removed.chi).await? {
        Removal::LastOne => {
            drop(tx);
            let special = Special {
                refused: Some("users-last"),
                ..Special::default()
            };
            page(&app, &member, special, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Removal::Done | Removal::NoMember => {
            tx.commit().await?;
            Ok(if me {
                Redirect::to("/").into_response()
            } else {
                back(&member, "tolto")
            })
        }
    }
}

fn back(member: &Member, done: &str) -> Response {
    let to = address("/utenti", &member.query(), &[("fatto", done)]);
    Redirect::to(&to).into_response()
}

async fn page(
    app: &App,
    member: &Member,
    special: Special,
    status: StatusCode,
) -> Result<Response, Trouble> {
    let (t, shop, wall) = (member.words, &member.shop.id, app.wall());
    let mut tx = app.read().await?;
    let users = tx.members(shop).await?;
    let invitations = tx.invitations(shop).await?;
    drop(tx);
    let name_of = |id: &str| {
        let user = users.iter().find(|user| user.id == id);
        user.map_or_else(|| t.say("users-somebody"), |user| user.name.clone())
    };
    let invited = |one: Invitation| {
        let names = [
            ("who", name_of(&one.invited_by).into()),
            ("when", wall.when(one.sent_at, t).into()),
        ];
        InvitationLine {
            sent: t.with("users-sent", &names),
            ended: one.ends_at <= wall.now,
            email: one.email,
        }
    };
    let invitations = invitations.into_iter().map(invited).collect();
    let line = |user: &ponte_store::accounts::User| UserLine {
        id: user.id.clone(),
        name: user.name.clone(),
        email: user.email.clone(),
        me: user.id == member.login.user.id,
    };
    let mut frame = Frame::load(app, member, Place::Connector).await?;
    // It is in the menu of one's own, not in the bar.
    frame.stops.iter_mut().for_each(|stop| stop.here = false);
    let say = |key: Option<&str>| key.map(|key| t.say(key));
    let view = UsersPage {
        t,
        frame,
        users: users.iter().map(line).collect(),
        invitations,
        mail: app.engine.letters().are_sent(),
        email: special.email,
        trouble: say(special.trouble),
        leaving: special.leaving,
        done: say(special.done),
        refused: say(special.refused),
    };
    Ok((status, Html(view.render()?)).into_response())
}
