//! What the demo says when it is ready: in Italian, or as one line of JSON.

use std::path::PathBuf;

use anyhow::{Context, Result};
use ponte_sandbox::serve::Running;
use serde::Serialize;
use url::Url;

use super::{EMAIL, PASSWORD, admin::Admin, shelf::Article};
use crate::output;

/// Where to look, and how to get in.
#[derive(Debug, Serialize)]
pub struct Ready {
    web: Url,
    till: Url,
    shop: Url,
    control: Url,
    /// The shop's admin, with Ponte in a frame.
    admin: Url,
    /// Ponte under the name that the frame reaches it by.
    framed: Url,
    login: Login,
    till_key: String,
    shop_key: String,
    shop_exchange: String,
    /// Where Ponte shows the orders.
    orders: Url,
    /// Where Ponte shows the shop's figures, and why they are what they are.
    stock: Url,
    /// The folder of Ponte's letters, which go to nobody.
    letters: PathBuf,
    article: Option<Article>,
}

#[derive(Debug, Serialize)]
struct Login {
    email: &'static str,
    password: &'static str,
}

impl Ready {
    /// Of Ponte's address and a running sandbox.
    ///
    /// # Errors
    /// Where the sandbox has no account, or Ponte's address takes no path.
    pub fn new(
        web: &Url,
        sandbox: &Running,
        admin: &Admin,
        letters: PathBuf,
        article: Option<Article>,
    ) -> Result<Self> {
        let account = sandbox
            .accounts
            .first()
            .context("the sandbox has no account")?
            .clone();
        Ok(Self {
            web: web.clone(),
            till: sandbox.till.clone(),
            shop: sandbox.shop.clone(),
            control: sandbox.control.clone(),
            admin: admin.page.clone(),
            framed: admin.ponte.clone(),
            login: Login {
                email: EMAIL,
                password: PASSWORD,
            },
            till_key: account.till_key,
            shop_key: account.shop_key,
            shop_exchange: account.shop_exchange,
            orders: web.join("ordini").context("Ponte's address has no paths")?,
            stock: web
                .join("giacenze")
                .context("Ponte's address has no paths")?,
            letters,
            article,
        })
    }

    /// Prints it.
    ///
    /// # Errors
    /// Never in practice: everything in it can be written as JSON.
    pub fn print(&self, as_json: bool) -> Result<()> {
        output::line(&if as_json {
            serde_json::to_string(self)?
        } else {
            self.told()
        });
        Ok(())
    }

    /// The article that is worth buying.
    #[must_use]
    pub fn article(&self) -> Option<&Article> {
        self.article.as_ref()
    }

    /// Says that the shop has something to sell; `listed` is its number of the article.
    pub fn print_filled(&self, listed: Option<u64>) {
        output::line(&self.filled(listed));
    }

    fn told(&self) -> String {
        format!(
            "\nPonte è pronto.\n\n  \
             1. Apri            {}\n     \
             e-mail          {}\n     \
             password        {}\n\n  \
             2. Incolla la chiave della cassa e premi Aggiorna Dati:\n     \
             {}\n\n  \
             3. Premi «Avvia prima sincronizzazione prodotti».\n\n  \
             4. Quando i prodotti sono nel negozio, compra{} e guarda l’ordine\n     \
             arrivare alla cassa:\n     \
             {}\n\n\
             Lo stesso Ponte dentro il pannello del negozio, in una cornice:\n  \
             {}\n\n\
             La cassa e il negozio sono simulati. Per guardarli e cambiarli:\n  \
             {}\n\n\
             Le lettere di Ponte non partono, finiscono in questa cartella:\n  \
             {}\n\n\
             Ctrl+C per smettere. Alla prossima partenza tutto ricomincia da capo.\n",
            self.web,
            self.login.email,
            self.login.password,
            self.till_key,
            self.article
                .as_ref()
                .map_or_else(String::new, |article| format!(" {}", wanted(article))),
            self.orders,
            self.admin,
            self.control,
            self.letters.display()
        )
    }

    /// Ponte's page of one code.
    fn why(&self, sku: &str) -> Url {
        let mut page = self.stock.clone();
        if let Ok(mut path) = page.path_segments_mut() {
            path.push(sku);
        }
        page
    }

    fn filled(&self, listed: Option<u64>) -> String {
        let (Some(article), Some(uid)) = (&self.article, listed) else {
            return format!(
                "Ora il negozio ha i pezzi della cassa: si compra, e alla cassa si vende, da {}\n\n  \
                 le giacenze e il perché  {}\n",
                self.control, self.stock
            );
        };
        let points: Vec<String> = article
            .points
            .iter()
            .map(|(point, pieces)| format!("{pieces} in {point}"))
            .collect();
        format!(
            "Ora il negozio ha i pezzi della cassa. Vendine uno alla cassa e guarda calare la\n\
             giacenza del negozio, nella stessa pagina:\n  \
             {}articolo/{}\n\
             Perché il negozio mostra quella cifra, lo dice Ponte:\n  \
             {}\n\n\
             {} si comprano qui:\n  \
             {}compra/{uid}\n\
             Ce ne sono {}: l’ordine si divide in due.\n\n  \
             il prodotto nel negozio  {}product/{uid}\n  \
             gli ordini alla cassa    {}\n  \
             gli ordini in Ponte      {}\n  \
             le giacenze in Ponte     {}\n",
            self.control,
            article.id,
            self.why(&article.sku),
            wanted(article),
            self.control,
            points.join(" e "),
            self.shop,
            self.control,
            self.orders,
            self.stock
        )
    }
}

/// "12 «Tazza» (codice TAZ-1)"
fn wanted(article: &Article) -> String {
    format!("{} «{}» ({})", article.buy, article.name, article.sku)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready(article: Option<Article>) -> Ready {
        let url = |text: &str| Url::parse(text).expect("an address");
        Ready {
            web: url("http://ponte.test/"),
            till: url("http://till.test/"),
            shop: url("http://shop.test/"),
            control: url("http://sandbox.test/"),
            admin: url("http://negozio.localhost/negozio"),
            framed: url("http://ponte.localhost/"),
            login: Login {
                email: EMAIL,
                password: PASSWORD,
            },
            till_key: "k".into(),
            shop_key: "s".into(),
            shop_exchange: "x".into(),
            orders: url("http://ponte.test/ordini"),
            stock: url("http://ponte.test/giacenze"),
            letters: "data/demo/lettere".into(),
            article,
        }
    }

    #[test]
    fn once_the_shop_is_filled_it_is_told_where_to_sell_and_to_buy_what_and_where_to_look() {
        let article = Article {
            id: "t1".into(),
            name: "Tazza".into(),
            sku: "TAZ".into(),
            buy: 12,
            points: vec![("Centro".into(), 10), ("Stazione".into(), 5)],
        };
        let told = ready(Some(article)).filled(Some(7));
        for word in [
            "http://sandbox.test/articolo/t1",
            "http://ponte.test/giacenze/TAZ",
            "12 «Tazza» (TAZ)",
            "http://sandbox.test/compra/7",
            "http://shop.test/product/7",
            "10 in Centro e 5 in Stazione",
            "http://ponte.test/ordini",
        ] {
            assert!(told.contains(word), "{word} is missing in {told}");
        }
        let told = ready(None).filled(None);
        assert!(told.contains("http://sandbox.test/"), "{told}");
        assert!(told.contains("http://ponte.test/giacenze"), "{told}");
    }
}
