//! Which elements does a screen reader meet, in which order?

use krilla::tagging::{Identifier, Node, TagGroup, TagKind, TagTree};

/// An element of an [`Elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ElementId(usize);

/// The elements of a document, each below another one or below the document itself.
#[derive(Default)]
pub(super) struct Elements {
    elements: Vec<Element>,
    top: Vec<Child>,
}

struct Element {
    kind: TagKind,
    children: Vec<Child>,
}

enum Child {
    Element(ElementId),
    /// What is drawn of it, as it came onto a page.
    Drawn(Node),
}

impl Elements {
    /// Puts an element at the end of the document.
    pub(super) fn add(&mut self, kind: impl Into<TagKind>) -> ElementId {
        let id = self.make(kind.into());
        self.top.push(Child::Element(id));
        id
    }

    /// Puts an element at the end of another one.
    pub(super) fn add_to(&mut self, parent: ElementId, kind: impl Into<TagKind>) -> ElementId {
        let id = self.make(kind.into());
        if let Some(parent) = self.elements.get_mut(parent.0) {
            parent.children.push(Child::Element(id));
        }
        id
    }

    /// Changes what an element is.
    pub(super) fn change(&mut self, id: ElementId, change: impl FnOnce(&mut TagKind)) {
        if let Some(element) = self.elements.get_mut(id.0) {
            change(&mut element.kind);
        }
    }

    /// Says that this was drawn of an element.
    pub(super) fn drawn(&mut self, id: ElementId, drawn: Identifier) {
        self.push(id, drawn.into());
    }

    /// Says that this was drawn of an element, in an element of its own.
    pub(super) fn drawn_within(&mut self, id: ElementId, kind: impl Into<TagKind>, drawn: Identifier) {
        let group = TagGroup::with_children(kind, vec![drawn.into()]);
        self.push(id, group.into());
    }

    /// All of them in their order.
    pub(super) fn into_tree(self, language: &str) -> TagTree {
        let mut elements: Vec<Option<Element>> = self.elements.into_iter().map(Some).collect();
        let children = nodes(self.top, &mut elements);
        TagTree::from(children).with_lang(Some(language.to_owned()))
    }

    fn make(&mut self, kind: TagKind) -> ElementId {
        self.elements.push(Element { kind, children: Vec::new() });
        ElementId(self.elements.len() - 1)
    }

    fn push(&mut self, id: ElementId, drawn: Node) {
        if let Some(element) = self.elements.get_mut(id.0) {
            element.children.push(Child::Drawn(drawn));
        }
    }
}

fn nodes(children: Vec<Child>, elements: &mut [Option<Element>]) -> Vec<Node> {
    let node = |child| match child {
        Child::Drawn(node) => Some(node),
        Child::Element(id) => {
            let element = elements.get_mut(id.0)?.take()?;
            let children = nodes(element.children, elements);
            Some(TagGroup::with_children(element.kind, children).into())
        }
    };
    children.into_iter().filter_map(node).collect()
}
