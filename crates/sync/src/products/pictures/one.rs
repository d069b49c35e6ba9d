//! The pictures of one product.

use std::{collections::BTreeSet, time::Duration};

use bytes::Bytes;
use ponte_domain::{
    finding::{Finding, PictureTrouble},
    picture::content_hash,
};
use ponte_store::pictures::{Picture, PictureState};
use ts_commerce::{Error, Related, Uid};

use crate::products::{fetch, pass::Pass, trouble::Trouble};

/// Tries of a request that was throttled, or whose outcome turned out to be none.
const TRIES: u32 = 6;
const PAUSE: Duration = Duration::from_millis(250);

/// Brings one product's pictures in step. `fresh`: this run created the product, so that it has no
/// pictures but those we sent.
pub(super) async fn product(pass: &Pass<'_>, product: &str, fresh: bool) -> Result<(), Trouble> {
    let mut tx = pass.read().await?;
    let Some(listing) = tx.listing(pass.id(), product).await? else {
        return Ok(());
    };
    let name = tx
        .mirrored(pass.id(), product)
        .await?
        .map(|row| row.product.name);
    let pictures = tx.pictures_of(pass.id(), &[product.to_owned()]).await?;
    drop(tx);
    let (uid, name) = (Uid(listing.uid), name.unwrap_or_default());
    let mut work = Work {
        pass,
        uid,
        name,
        pictures,
        fresh,
    };
    work.settle().await?;
    work.send().await?;
    work.take_away().await
}

struct Work<'a, 'p> {
    pass: &'a Pass<'p>,
    uid: Uid,
    name: String,
    pictures: Vec<Picture>,
    fresh: bool,
}

impl Work<'_, '_> {
    /// Pictures whose sending was under way when a process died, or had no answer.
    async fn settle(&mut self) -> Result<(), Trouble> {
        for at in 0..self.pictures.len() {
            if let PictureState::Sending { before } = self.pictures[at].state.clone() {
                let state = match self.new_image(&before).await? {
                    Some(image) => PictureState::Sent { image },
                    None => PictureState::Wanted,
                };
                self.keep(at, state, 0).await?;
            }
        }
        Ok(())
    }

    async fn send(&mut self) -> Result<(), Trouble> {
        // Each is looked for anew: sending one may forget another.
        while let Some(at) = self.next_wanted() {
            let url = self.pictures[at].url.clone();
            match fetch::picture(self.pass, &url).await {
                Ok(bytes) => self.send_one(at, bytes).await?,
                Err(trouble) => self.cannot(at, trouble).await?,
            }
        }
        Ok(())
    }

    /// The first picture, by place, that is wanted.
    fn next_wanted(&self) -> Option<usize> {
        let wanted = self.pictures.iter().enumerate();
        wanted
            .filter(|(_, picture)| picture.state == PictureState::Wanted)
            .min_by_key(|(_, picture)| picture.place)
            .map(|(at, _)| at)
    }

    async fn send_one(&mut self, at: usize, bytes: Bytes) -> Result<(), Trouble> {
        let content = content_hash(&bytes);
        self.pictures[at].content.clone_from(&content);
        if let Some((twin, image)) = self.twin(at, &content) {
            // Known by its content: it takes over the shop's image of an address that is gone.
            self.keep(at, PictureState::Sent { image }, 1).await?;
            if let PictureState::Unwanted { .. } = self.pictures[twin].state {
                self.forget(twin).await?;
            }
            return Ok(());
        }
        let mut before = self.before().await?;
        self.keep(
            at,
            PictureState::Sending {
                before: before.clone(),
            },
            0,
        )
        .await?;
        let related = if self.pictures[at].place == 0 {
            Related::Main
        } else {
            Related::Additional
        };
        let mut tried = 0;
        let image = loop {
            tried += 1;
            match self
                .pass
                .remotes
                .shop
                .add_image(self.uid, &bytes, related)
                .await
            {
                Ok(Some(image)) => break image,
                // The shop did not tell the id: it is the one that was not there before.
                Ok(None) => break self.new_image(&before).await?.unwrap_or_default(),
                Err(error) if error.outcome_unknown() && tried < TRIES => {
                    self.pass
                        .engine
                        .clock
                        .sleep(self.pass.engine.settings.settle)
                        .await;
                    if let Some(image) = self.new_image(&before).await? {
                        break image;
                    }
                }
                Err(Error::Throttled { .. }) if tried < TRIES => {
                    self.pass
                        .engine
                        .clock
                        .sleep(PAUSE * 2_u32.pow(tried - 1))
                        .await;
                }
                Err(Error::Refused { .. } | Error::NotFound { .. }) => {
                    return self.cannot(at, PictureTrouble::Refused).await;
                }
                Err(error) => return Err(error.into()),
            }
        };
        before.push(image.clone());
        self.keep(at, PictureState::Sent { image }, 1).await
    }

    async fn take_away(&mut self) -> Result<(), Trouble> {
        while let Some(at) = self
            .pictures
            .iter()
            .position(|picture| matches!(picture.state, PictureState::Unwanted { .. }))
        {
            if let PictureState::Unwanted { image } = self.pictures[at].state.clone()
                && !self.shows(&image)
            {
                match self.pass.remotes.shop.delete_image(self.uid, &image).await {
                    // A refusal leaves it on the shop: nothing is lost, and nobody can mend it here.
                    Ok(()) | Err(Error::NotFound { .. } | Error::Refused { .. }) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            self.forget(at).await?;
        }
        Ok(())
    }

    /// Whether a picture that stays has this image: two addresses may hold the same bytes.
    fn shows(&self, image: &str) -> bool {
        self.pictures.iter().any(
            |picture| matches!(&picture.state, PictureState::Sent { image: sent } if sent == image),
        )
    }

    /// Another picture of this product with the same content that the shop has. One that was not the
    /// main picture is no twin of the main one: only sending makes a picture the main one.
    fn twin(&self, at: usize, content: &str) -> Option<(usize, String)> {
        let becomes_main = self.pictures[at].place == 0;
        self.pictures
            .iter()
            .enumerate()
            .find_map(|(place, picture)| match &picture.state {
                PictureState::Unwanted { .. } if becomes_main && picture.place != 0 => None,
                PictureState::Sent { image } | PictureState::Unwanted { image }
                    if place != at && picture.content == content && !image.is_empty() =>
                {
                    Some((place, image.clone()))
                }
                _ => None,
            })
    }

    /// Image ids that the product has, before one is sent.
    async fn before(&self) -> Result<Vec<String>, Trouble> {
        let ours: Vec<String> = self.ours().into_iter().collect();
        let told = self.pictures.iter().all(
            |picture| !matches!(&picture.state, PictureState::Sent { image } if image.is_empty()),
        );
        if self.fresh && told {
            return Ok(ours);
        }
        let there = self.pass.remotes.shop.images(self.uid).await?;
        Ok(there.into_iter().map(|image| image.image_id).collect())
    }

    fn ours(&self) -> BTreeSet<String> {
        self.pictures
            .iter()
            .filter_map(|picture| match &picture.state {
                PictureState::Sent { image } | PictureState::Unwanted { image } => {
                    Some(image.clone())
                }
                _ => None,
            })
            .filter(|image| !image.is_empty())
            .collect()
    }

    /// An image of the product that was not there before and is no other picture's.
    async fn new_image(&self, before: &[String]) -> Result<Option<String>, Trouble> {
        let ours = self.ours();
        let there = self.pass.remotes.shop.images(self.uid).await?;
        Ok(there
            .into_iter()
            .map(|image| image.image_id)
            .find(|image| !before.contains(image) && !ours.contains(image)))
    }

    async fn keep(&mut self, at: usize, state: PictureState, done: i64) -> Result<(), Trouble> {
        self.pictures[at].state = state;
        let (pass, now) = (self.pass, self.pass.now());
        let mut tx = pass.write().await?;
        tx.pictures_put(pass.id(), &self.pictures[at..=at]).await?;
        if done > 0 {
            tx.run_step(pass.id(), pass.run.id, done, &self.name, now)
                .await?;
        }
        Ok(tx.commit().await?)
    }

    async fn cannot(&mut self, at: usize, trouble: PictureTrouble) -> Result<(), Trouble> {
        let picture = &self.pictures[at];
        let (name, url) = (self.name.clone(), picture.url.clone());
        let finding = Finding::Picture { name, url, trouble };
        let (product, now) = (picture.product.clone(), self.pass.now());
        let mut tx = self.pass.write().await?;
        tx.finding_seen(self.pass.id(), &product, &finding, self.pass.run.id, now)
            .await?;
        tx.commit().await?;
        self.keep(at, PictureState::Refused { trouble }, 1).await
    }

    async fn forget(&mut self, at: usize) -> Result<(), Trouble> {
        let gone = self.pictures.remove(at);
        let (pass, now) = (self.pass, self.pass.now());
        let mut tx = pass.write().await?;
        tx.picture_remove(pass.id(), &gone.product, &gone.url)
            .await?;
        tx.run_step(pass.id(), pass.run.id, 1, &self.name, now)
            .await?;
        Ok(tx.commit().await?)
    }
}
