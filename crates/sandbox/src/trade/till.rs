//! What happens at the tills: sales, and goods moved by hand.

use ponte_transport::Randomness;
use rust_decimal::Decimal;

use super::{
    Event, Slip,
    choose::{Article, Shelf, place},
};
use crate::{
    control::{Of, Refusal, acting::at_till},
    moment::Moment,
    till::{
        documents::{
            credit::Credit,
            sale::{Sale, Sold},
            void::DumpedDocument,
        },
        goods::{Item, Piece, Received, Transfer},
        state::Till,
    },
    world::SharedWorld,
};

/// Somebody buys one article or two.
pub(super) fn sale(
    world: &SharedWorld,
    of: &Of,
    shelf: &Shelf,
    dice: &dyn Randomness,
) -> Result<Option<Event>, Refusal> {
    let Some((first, point)) = shelf.any(dice) else {
        return Ok(None);
    };
    let mut bought = vec![(first, first.taken(dice))];
    if dice.below(4) == 0
        && let Some((second, there)) = shelf.any(dice)
        && there == point
    {
        bought.push((second, second.taken(dice)));
    }
    at_till(world, of, |till, moment| {
        let issued = till.sell(&receipt(point, &bought, false), moment)?;
        Ok(Some(Event::Sale(slip(issued, &bought))))
    })
}

/// Goods are received, carried, counted or brought back, each as often as the others.
pub(super) fn by_hand(
    world: &SharedWorld,
    of: &Of,
    shelf: &Shelf,
    dice: &dyn Randomness,
) -> Result<Option<Event>, Refusal> {
    at_till(world, of, |till, moment| match place(5, dice) {
        0 => received(till, shelf, dice, moment),
        1 => carried(till, shelf, dice, moment),
        2 => counted(till, shelf, dice, moment),
        3 => brought_back(till, shelf, dice, moment),
        _ => refunded(till, shelf, dice, moment),
    })
}

fn received(
    till: &mut Till,
    shelf: &Shelf,
    dice: &dyn Randomness,
    moment: &Moment,
) -> Result<Option<Event>, Refusal> {
    let Some((article, point)) = shelf.counted(till, dice) else {
        return Ok(None);
    };
    let quantity = article.delivered(dice);
    let received = Received {
        sales_point: point,
        goods: vec![piece(article, quantity)],
    };
    till.receive(&received, moment)?;
    Ok(Some(Event::Received {
        sales_point: point,
        goods: vec![article.goods(quantity)],
    }))
}

fn carried(
    till: &mut Till,
    shelf: &Shelf,
    dice: &dyn Randomness,
    moment: &Moment,
) -> Result<Option<Event>, Refusal> {
    let Some((article, from, to)) = shelf.carried(till, dice) else {
        return Ok(None);
    };
    let quantity = article.taken(dice);
    let goods = vec![piece(article, quantity)];
    till.transfer(&Transfer { from, to, goods }, moment)?;
    Ok(Some(Event::Transfer {
        from,
        to,
        goods: vec![article.goods(quantity)],
    }))
}

/// Somebody counts, and finds one or two pieces more or fewer; never less than nothing.
fn counted(
    till: &mut Till,
    shelf: &Shelf,
    dice: &dyn Randomness,
    moment: &Moment,
) -> Result<Option<Event>, Refusal> {
    let Some((article, point)) = shelf.counted(till, dice) else {
        return Ok(None);
    };
    let level = article.level(till, point);
    let believed = level.map(|level| level.quantity).unwrap_or_default();
    let found = believed + Decimal::from([-2, -1, 1, 2][place(4, dice)]);
    let quantity = found.max(Decimal::ZERO);
    till.count(point, &article.product, &article.variant, quantity, moment)?;
    Ok(Some(Event::Count {
        sales_point: point,
        goods: vec![article.goods(quantity)],
    }))
}

fn brought_back(
    till: &mut Till,
    shelf: &Shelf,
    dice: &dyn Randomness,
    moment: &Moment,
) -> Result<Option<Event>, Refusal> {
    let Some((article, point)) = shelf.counted(till, dice) else {
        return Ok(None);
    };
    let quantity = article.taken(dice);
    let item = Item {
        variant: article.variant.clone(),
        quantity,
        price: None,
    };
    let credit = Credit {
        sales_point: point,
        goods: vec![item],
    };
    let issued = till.credit(&credit, moment)?;
    Ok(Some(Event::CreditNote(slip(
        issued,
        &[(article, quantity)],
    ))))
}

fn refunded(
    till: &mut Till,
    shelf: &Shelf,
    dice: &dyn Randomness,
    moment: &Moment,
) -> Result<Option<Event>, Refusal> {
    let Some((article, point)) = shelf.counted(till, dice) else {
        return Ok(None);
    };
    let back = [(article, article.taken(dice))];
    let issued = till.sell(&receipt(point, &back, true), moment)?;
    Ok(Some(Event::Refund(slip(issued, &back))))
}

fn piece(article: &Article, quantity: Decimal) -> Piece {
    Piece {
        variant: article.variant.clone(),
        quantity,
    }
}

fn receipt(point: i64, goods: &[(&Article, Decimal)], refund: bool) -> Sale {
    let goods = goods.iter().map(|(article, quantity)| Sold {
        variant: article.variant.clone(),
        quantity: *quantity,
        price: None,
        refund,
    });
    Sale {
        sales_point: point,
        goods: goods.collect(),
        amounts: Vec::new(),
        at: None,
    }
}

fn slip(issued: DumpedDocument, goods: &[(&Article, Decimal)]) -> Slip {
    let goods = goods.iter();
    Slip {
        document: issued.id,
        sales_point: issued.sales_point_id,
        goods: goods
            .map(|(article, quantity)| article.goods(*quantity))
            .collect(),
    }
}
