//! The log.

use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::Row as _;

use super::{Row, Transaction, inlets::word as caller_word};
use crate::{
    Result,
    convert::{instant, ms, text, variant, word},
    inlets::Caller,
    journal::Entry,
    log::{Act, Area, Calls, Log, Span, Went, Who},
};

const TABLE: &str = "acts";
const HOUR_MS: i64 = 3_600_000;

fn read(row: &Row) -> Result<Act> {
    let went: String = row.try_get("outcome")?;
    let went = (!went.is_empty()).then(|| variant(TABLE, went));
    Ok(Act {
        id: row.try_get("id")?,
        at: instant(TABLE, row.try_get("noted_at")?)?,
        who: variant(TABLE, row.try_get("who")?)?,
        user: row.try_get("user_id")?,
        area: variant(TABLE, row.try_get("area")?)?,
        what: row.try_get("what")?,
        subject: row.try_get("subject")?,
        detail: row.try_get("detail")?,
        went: went.transpose()?,
    })
}

/// What a person of this row is called.
fn called(row: &Row) -> Result<Option<String>> {
    let name: Option<String> = row.try_get("name")?;
    match name {
        Some(name) if name.trim().is_empty() => Ok(row.try_get("email")?),
        name => Ok(name),
    }
}

fn read_entry(row: &Row) -> Result<Entry> {
    Ok(Entry {
        id: row.try_get("id")?,
        at: instant("journal", row.try_get("noted_at")?)?,
        service: row.try_get("service")?,
        what: row.try_get("what")?,
        subject: row.try_get("subject")?,
        outcome: row.try_get("outcome")?,
        duration_ms: row.try_get("duration_ms")?,
    })
}

fn read_calls(row: &Row) -> Result<Calls> {
    let caller: String = row.try_get("caller")?;
    let caller = [Caller::Till, Caller::Shop]
        .into_iter()
        .find(|known| caller_word(*known) == caller);
    Ok(Calls {
        id: row.try_get("id")?,
        caller: caller.unwrap_or(Caller::Shop),
        accepted: row.try_get("accepted")?,
        refused: row.try_get("refused")?,
        last_at: instant("inlet_hours", row.try_get("last_at")?)?,
    })
}

impl Transaction {
    /// Counts a call from outside in the row of its hour.
    pub(super) async fn count_in_hour(
        &mut self,
        shop: &str,
        caller: Caller,
        good: bool,
        at: Timestamp,
    ) -> Result<()> {
        let place = match caller {
            Caller::Till => 0,
            Caller::Shop => 1,
        };
        let id = ms(at).div_euclid(HOUR_MS).saturating_mul(2) + place;
        sqlx::query(
            "INSERT INTO inlet_hours (shop, id, caller, accepted, refused, last_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (shop, id) DO UPDATE SET
                 accepted = inlet_hours.accepted + excluded.accepted,
                 refused = inlet_hours.refused + excluded.refused,
                 last_at = excluded.last_at",
        )
        .bind(shop)
        .bind(id)
        .bind(caller_word(caller))
        .bind(i64::from(good))
        .bind(i64::from(!good))
        .bind(ms(at))
        .execute(self.db())
        .await?;
        Ok(())
    }
}

#[async_trait]
impl Log for Transaction {
    async fn act_add(&mut self, shop: &str, act: &Act) -> Result<i64> {
        let id = self.numbers(shop, "acts", 1).await?;
        let went = act.went.map(|went| word(TABLE, went)).transpose()?;
        sqlx::query(
            "INSERT INTO acts (shop, id, noted_at, who, user_id, area, what, subject, detail, outcome)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(shop)
        .bind(id)
        .bind(ms(act.at))
        .bind(word(TABLE, act.who)?)
        .bind(text(&act.user))
        .bind(word(TABLE, act.area)?)
        .bind(text(&act.what))
        .bind(text(&act.subject))
        .bind(text(&act.detail))
        .bind(went.unwrap_or_default())
        .execute(self.db())
        .await?;
        Ok(id)
    }

    async fn act_went(
        &mut self,
        shop: &str,
        id: i64,
        went: Went,
        subject: &str,
        detail: &str,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE acts SET outcome = $3,
                 subject = CASE WHEN $4 = '' THEN subject ELSE $4 END,
                 detail = CASE WHEN $5 = '' THEN detail ELSE $5 END
             WHERE shop = $1 AND id = $2",
        )
        .bind(shop)
        .bind(id)
        .bind(word(TABLE, went)?)
        .bind(text(subject))
        .bind(text(detail))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn acts(
        &mut self,
        shop: &str,
        who: Option<Who>,
        area: Option<Area>,
        span: &Span,
    ) -> Result<Vec<(Act, Option<String>)>> {
        let (at, id) = (ms(span.behind.0), span.behind.1);
        let who = who.map(|who| word(TABLE, who)).transpose()?;
        let area = area.map(|area| word(TABLE, area)).transpose()?;
        let query = match (&who, &area) {
            (None, None) => sqlx::query(
                "SELECT a.id, a.noted_at, a.who, a.user_id, a.area, a.what, a.subject, a.detail,
                     a.outcome, u.name, u.email
                 FROM acts a LEFT JOIN users u ON u.id = a.user_id
                 WHERE a.shop = $1 AND a.noted_at >= $2 AND (a.noted_at, a.id) < ($3, $4)
                 ORDER BY a.noted_at DESC, a.id DESC LIMIT $5",
            ),
            (Some(_), None) => sqlx::query(
                "SELECT a.id, a.noted_at, a.who, a.user_id, a.area, a.what, a.subject, a.detail,
                     a.outcome, u.name, u.email
                 FROM acts a LEFT JOIN users u ON u.id = a.user_id
                 WHERE a.shop = $1 AND a.noted_at >= $2 AND (a.noted_at, a.id) < ($3, $4) AND a.who = $6
                 ORDER BY a.noted_at DESC, a.id DESC LIMIT $5",
            ),
            (None, Some(_)) => sqlx::query(
                "SELECT a.id, a.noted_at, a.who, a.user_id, a.area, a.what, a.subject, a.detail,
                     a.outcome, u.name, u.email
                 FROM acts a LEFT JOIN users u ON u.id = a.user_id
                 WHERE a.shop = $1 AND a.noted_at >= $2 AND (a.noted_at, a.id) < ($3, $4) AND a.area = $6
                 ORDER BY a.noted_at DESC, a.id DESC LIMIT $5",
            ),
            (Some(_), Some(_)) => sqlx::query(
                "SELECT a.id, a.noted_at, a.who, a.user_id, a.area, a.what, a.subject, a.detail,
                     a.outcome, u.name, u.email
                 FROM acts a LEFT JOIN users u ON u.id = a.user_id
                 WHERE a.shop = $1 AND a.noted_at >= $2 AND (a.noted_at, a.id) < ($3, $4) AND a.who = $6
                     AND a.area = $7
                 ORDER BY a.noted_at DESC, a.id DESC LIMIT $5",
            ),
        };
        let query = query.bind(shop).bind(ms(span.from)).bind(at).bind(id);
        let query = query.bind(span.limit);
        let query = who
            .into_iter()
            .chain(area)
            .fold(query, |query, word| query.bind(word));
        let rows = query.fetch_all(self.db()).await?;
        let line = |row: &Row| Ok((read(row)?, called(row)?));
        rows.iter().map(line).collect()
    }

    async fn journal_span(&mut self, shop: &str, span: &Span) -> Result<Vec<Entry>> {
        let rows = sqlx::query(
            "SELECT id, noted_at, service, what, subject, outcome, duration_ms FROM journal
             WHERE shop = $1 AND noted_at >= $2 AND (noted_at, id) < ($3, $4)
             ORDER BY noted_at DESC, id DESC LIMIT $5",
        )
        .bind(shop)
        .bind(ms(span.from))
        .bind(ms(span.behind.0))
        .bind(span.behind.1)
        .bind(span.limit)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read_entry).collect()
    }

    async fn calls(
        &mut self,
        shop: &str,
        caller: Option<Caller>,
        span: &Span,
    ) -> Result<Vec<Calls>> {
        let query = match caller {
            None => sqlx::query(
                "SELECT id, caller, accepted, refused, last_at FROM inlet_hours
                 WHERE shop = $1 AND last_at >= $2 AND (last_at, id) < ($3, $4)
                 ORDER BY last_at DESC, id DESC LIMIT $5",
            ),
            Some(_) => sqlx::query(
                "SELECT id, caller, accepted, refused, last_at FROM inlet_hours
                 WHERE shop = $1 AND last_at >= $2 AND (last_at, id) < ($3, $4) AND caller = $6
                 ORDER BY last_at DESC, id DESC LIMIT $5",
            ),
        };
        let query = query.bind(shop).bind(ms(span.from)).bind(ms(span.behind.0));
        let query = query.bind(span.behind.1).bind(span.limit);
        let query = match caller {
            None => query,
            Some(caller) => query.bind(caller_word(caller)),
        };
        let rows = query.fetch_all(self.db()).await?;
        rows.iter().map(read_calls).collect()
    }

    async fn log_prune(&mut self, shop: &str, before: Timestamp) -> Result<()> {
        for statement in [
            "DELETE FROM acts WHERE shop = $1 AND noted_at < $2",
            "DELETE FROM inlet_hours WHERE shop = $1 AND last_at < $2",
        ] {
            sqlx::query(statement)
                .bind(shop)
                .bind(ms(before))
                .execute(self.db())
                .await?;
        }
        Ok(())
    }
}
