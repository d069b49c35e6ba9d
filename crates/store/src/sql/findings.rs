//! Findings.

use async_trait::async_trait;
use jiff::Timestamp;
use ponte_domain::finding::{Finding, Topic};
use sqlx::Row as _;

use super::{Row, Transaction};
use crate::{
    Result,
    convert::{instant, instant_if, json, key, ms, parse, text},
    findings::{BehindClosed, FindingRow, Findings, TopicRow},
};

const TABLE: &str = "findings";

fn read(row: &Row) -> Result<FindingRow> {
    Ok(FindingRow {
        id: row.try_get("id")?,
        subject: row.try_get("subject")?,
        finding: parse(TABLE, row.try_get("content")?)?,
        opened_at: instant(TABLE, row.try_get("opened_at")?)?,
        closed_at: instant_if(TABLE, row.try_get("closed_at")?)?,
        confirmed: row.try_get::<i64, _>("confirmed")? != 0,
    })
}

#[async_trait]
impl Findings for Transaction {
    async fn finding_seen(
        &mut self,
        shop: &str,
        subject: &str,
        finding: &Finding,
        pass: i64,
        at: Timestamp,
    ) -> Result<()> {
        let content = json(TABLE, finding)?;
        let topic = Topic::of(finding).word();
        let refreshed = sqlx::query(
            "UPDATE findings SET pass = $4, content = $5, topic = $6,
                 confirmed = CASE WHEN content = $5 THEN confirmed ELSE 0 END
             WHERE shop = $1 AND kind = $2 AND subject_key = $3 AND closed_at IS NULL",
        )
        .bind(shop)
        .bind(finding.kind())
        .bind(key(subject))
        .bind(pass)
        .bind(&content)
        .bind(topic)
        .execute(self.db())
        .await?;
        if refreshed.rows_affected() > 0 {
            return Ok(());
        }
        let id = self.numbers(shop, "findings", 1).await?;
        // Somebody else may have opened it since: then it is refreshed after all.
        sqlx::query(
            "INSERT INTO findings (shop, id, kind, subject_key, subject, content, pass, opened_at,
                 confirmed, topic)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)
             ON CONFLICT (shop, kind, subject_key) WHERE closed_at IS NULL DO UPDATE
                 SET pass = excluded.pass, content = excluded.content, confirmed = 0,
                     topic = excluded.topic",
        )
        .bind(shop)
        .bind(id)
        .bind(finding.kind())
        .bind(key(subject))
        .bind(text(subject))
        .bind(&content)
        .bind(pass)
        .bind(ms(at))
        .bind(topic)
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn findings_close_unseen(
        &mut self,
        shop: &str,
        kinds: &[&str],
        pass: i64,
        at: Timestamp,
    ) -> Result<()> {
        for kind in kinds {
            sqlx::query(
                "UPDATE findings SET closed_at = $4
                 WHERE shop = $1 AND kind = $2 AND closed_at IS NULL AND pass <> $3",
            )
            .bind(shop)
            .bind(*kind)
            .bind(pass)
            .bind(ms(at))
            .execute(self.db())
            .await?;
        }
        Ok(())
    }

    async fn findings_close_unseen_of(
        &mut self,
        shop: &str,
        kinds: &[&str],
        subject: &str,
        pass: i64,
        at: Timestamp,
    ) -> Result<()> {
        for kind in kinds {
            sqlx::query(
                "UPDATE findings SET closed_at = $5
                 WHERE shop = $1 AND kind = $2 AND subject_key = $3 AND closed_at IS NULL
                     AND pass <> $4",
            )
            .bind(shop)
            .bind(*kind)
            .bind(key(subject))
            .bind(pass)
            .bind(ms(at))
            .execute(self.db())
            .await?;
        }
        Ok(())
    }

    async fn finding_close(
        &mut self,
        shop: &str,
        kind: &str,
        subject: &str,
        at: Timestamp,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE findings SET closed_at = $4
             WHERE shop = $1 AND kind = $2 AND subject_key = $3 AND closed_at IS NULL",
        )
        .bind(shop)
        .bind(kind)
        .bind(key(subject))
        .bind(ms(at))
        .execute(self.db())
        .await?;
        Ok(())
    }

    async fn finding_told(&mut self, shop: &str, subject: &str, finding: &Finding) -> Result<bool> {
        let newest: Option<String> = sqlx::query_scalar(
            "SELECT content FROM findings WHERE shop = $1 AND kind = $2 AND subject_key = $3
             ORDER BY id DESC LIMIT 1",
        )
        .bind(shop)
        .bind(finding.kind())
        .bind(key(subject))
        .fetch_optional(self.db())
        .await?;
        Ok(newest.as_deref() == Some(&*json(TABLE, finding)?))
    }

    async fn findings_open(&mut self, shop: &str, limit: i64) -> Result<Vec<FindingRow>> {
        let rows = sqlx::query(
            "SELECT id, subject, content, opened_at, closed_at, confirmed
             FROM findings WHERE shop = $1 AND closed_at IS NULL
             ORDER BY id DESC LIMIT $2",
        )
        .bind(shop)
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn findings_counted(&mut self, shop: &str) -> Result<Vec<(String, i64)>> {
        let rows = sqlx::query(
            "SELECT topic, COUNT(*) AS times FROM findings
             WHERE shop = $1 AND closed_at IS NULL GROUP BY topic ORDER BY topic",
        )
        .bind(shop)
        .fetch_all(self.db())
        .await?;
        let count = |row: &Row| Ok((row.try_get("topic")?, row.try_get("times")?));
        rows.iter().map(count).collect()
    }

    async fn findings_by_topic(&mut self, shop: &str, newest: i64) -> Result<Vec<TopicRow>> {
        let rows = sqlx::query(
            "SELECT f.id, f.subject, f.content, f.opened_at, f.closed_at, f.confirmed, f.topic,
                 newest.times, newest.since_at
             FROM (SELECT id, COUNT(*) OVER (PARTITION BY topic) AS times,
                       MIN(opened_at) OVER (PARTITION BY topic) AS since_at,
                       ROW_NUMBER() OVER (PARTITION BY topic ORDER BY id DESC) AS place
                   FROM findings WHERE shop = $1 AND closed_at IS NULL) newest
             JOIN findings f ON f.shop = $1 AND f.id = newest.id
             WHERE newest.place <= $2 ORDER BY f.topic, f.id DESC",
        )
        .bind(shop)
        .bind(newest)
        .fetch_all(self.db())
        .await?;
        let mut topics: Vec<TopicRow> = Vec::new();
        for row in &rows {
            let topic: String = row.try_get("topic")?;
            if topics.last().is_none_or(|last| last.topic != topic) {
                topics.push(TopicRow {
                    topic,
                    times: row.try_get("times")?,
                    since: instant(TABLE, row.try_get("since_at")?)?,
                    newest: Vec::new(),
                });
            }
            if let Some(last) = topics.last_mut() {
                last.newest.push(read(row)?);
            }
        }
        Ok(topics)
    }

    async fn findings_of_topic(
        &mut self,
        shop: &str,
        topic: &str,
        before: i64,
        limit: i64,
    ) -> Result<Vec<FindingRow>> {
        let rows = sqlx::query(
            "SELECT id, subject, content, opened_at, closed_at, confirmed
             FROM findings WHERE shop = $1 AND topic = $2 AND closed_at IS NULL AND id < $3
             ORDER BY id DESC LIMIT $4",
        )
        .bind(shop)
        .bind(text(topic))
        .bind(before)
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn findings_closed(
        &mut self,
        shop: &str,
        since: Timestamp,
        behind: Option<BehindClosed>,
        limit: i64,
    ) -> Result<Vec<FindingRow>> {
        let (before, id) = behind.map_or((i64::MAX, 0), |behind| (ms(behind.closed_at), behind.id));
        let rows = sqlx::query(
            "SELECT id, subject, content, opened_at, closed_at, confirmed
             FROM findings WHERE shop = $1 AND closed_at >= $2 AND (closed_at, id) < ($3, $4)
             ORDER BY closed_at DESC, id DESC LIMIT $5",
        )
        .bind(shop)
        .bind(ms(since))
        .bind(before)
        .bind(id)
        .bind(limit)
        .fetch_all(self.db())
        .await?;
        rows.iter().map(read).collect()
    }

    async fn findings_count(&mut self, shop: &str) -> Result<i64> {
        Ok(sqlx::query_scalar(
            "SELECT COUNT(*) FROM findings WHERE shop = $1 AND closed_at IS NULL",
        )
        .bind(shop)
        .fetch_one(self.db())
        .await?)
    }

    async fn finding_open(
        &mut self,
        shop: &str,
        kind: &str,
        subject: &str,
    ) -> Result<Option<FindingRow>> {
        let row = sqlx::query(
            "SELECT id, subject, content, opened_at, closed_at, confirmed
             FROM findings WHERE shop = $1 AND kind = $2 AND subject_key = $3 AND closed_at IS NULL",
        )
        .bind(shop)
        .bind(kind)
        .bind(key(subject))
        .fetch_optional(self.db())
        .await?;
        row.as_ref().map(read).transpose()
    }

    async fn finding_confirm(&mut self, shop: &str, kind: &str, subject: &str) -> Result<bool> {
        let confirmed = sqlx::query(
            "UPDATE findings SET confirmed = 1
             WHERE shop = $1 AND kind = $2 AND subject_key = $3 AND closed_at IS NULL",
        )
        .bind(shop)
        .bind(kind)
        .bind(key(subject))
        .execute(self.db())
        .await?;
        Ok(confirmed.rows_affected() > 0)
    }
}
