//! Signs by their LaTeX names, as tables to read: a name, a sign, a name, a sign.

use std::sync::OnceLock;

/// What a sign is in a formula.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sign {
    /// A letter, slanted.
    Letter(&'static str),
    /// A letter or a figure that stands upright.
    Upright(&'static str),
    /// An operator, a relation, punctuation.
    Operator(&'static str),
    /// An operator with scripts above and below.
    Large(&'static str),
    /// An operator as large, with scripts beside it.
    Integral(&'static str),
    /// The name of a function.
    Function(&'static str),
    /// The name of a function with scripts below it.
    LimitFunction(&'static str),
    Opening(&'static str),
    Closing(&'static str),
    /// Space, in em.
    Space(&'static str),
}

const LETTERS: &str = "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ \
    vartheta ϑ iota ι kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ \
    sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω ell ℓ imath ı jmath ȷ";

const UPRIGHT: &str = "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ \
    Omega Ω infty ∞ partial ∂ nabla ∇ hbar ℏ Re ℜ Im ℑ aleph ℵ wp ℘ emptyset ∅ varnothing ∅ forall ∀ \
    exists ∃ nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ measuredangle ∡ triangle △ square □ Box □ \
    blacksquare ■ bigstar ★ diamondsuit ♢ heartsuit ♡ clubsuit ♣ spadesuit ♠ flat ♭ natural ♮ sharp ♯ \
    prime ′ backprime ‵ degree ° textdegree ° euro € pounds £ dots … ldots … dotsc … dotso … cdots ⋯ \
    dotsb ⋯ vdots ⋮ ddots ⋱ checkmark ✓ complement ∁ mho ℧ eth ð S § P ¶ copyright ©";

const OPERATORS: &str = "times × div ÷ pm ± mp ∓ cdot ⋅ cdotp · ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ \
    ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ cap ∩ cup ∪ sqcap ⊓ sqcup ⊔ uplus ⊎ wedge ∧ land ∧ vee ∨ lor ∨ \
    setminus ∖ smallsetminus ∖ wr ≀ amalg ⨿ dagger † ddagger ‡ le ≤ leq ≤ leqslant ⩽ ge ≥ geq ≥ \
    geqslant ⩾ ne ≠ neq ≠ ll ≪ gg ≫ lll ⋘ ggg ⋙ equiv ≡ sim ∼ simeq ≃ approx ≈ approxeq ≊ cong ≅ \
    propto ∝ varpropto ∝ asymp ≍ doteq ≐ triangleq ≜ coloneqq ≔ models ⊨ vdash ⊢ dashv ⊣ perp ⟂ \
    parallel ∥ nparallel ∦ mid ∣ nmid ∤ in ∈ notin ∉ ni ∋ owns ∋ subset ⊂ supset ⊃ subseteq ⊆ \
    supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈ sqsubseteq ⊑ prec ≺ succ ≻ preceq ⪯ succeq ⪰ \
    nleq ≰ ngeq ≱ nless ≮ ngtr ≯ lesssim ≲ gtrsim ≳ to → rightarrow → leftarrow ← gets ← \
    leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ \
    longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ \
    Longleftarrow ⟸ Longleftrightarrow ⟺ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ \
    nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ hookrightarrow ↪ hookleftarrow ↩ rightharpoonup ⇀ \
    rightleftharpoons ⇌ leadsto ⇝ rightsquigarrow ⇝ circlearrowright ↻ circlearrowleft ↺ therefore ∴ \
    because ∵ colon : vartriangle △ triangleleft ◁ triangleright ▷ bigtriangleup △ bigtriangledown ▽ \
    bowtie ⋈ ltimes ⋉ rtimes ⋊ backslash ∖ lt < gt > And & vert | Vert ‖ | ‖ lvert | rvert | lVert ‖ rVert ‖";

const LARGE: &str = "sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigsqcup ⨆ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ \
    bigotimes ⨂ bigodot ⨀ biguplus ⨄";

const INTEGRALS: &str = "int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ smallint ∫";

const FUNCTIONS: &str = "sin sin cos cos tan tan cot cot sec sec csc csc arcsin arcsin arccos arccos \
    arctan arctan sinh sinh cosh cosh tanh tanh coth coth ln ln log log lg lg exp exp arg arg deg deg \
    dim dim hom hom ker ker cotan cotan sh sh ch ch th th argsh argsh argch argch";

const LIMIT_FUNCTIONS: &str = "lim lim max max min min sup sup inf inf det det gcd gcd Pr Pr argmax argmax argmin argmin pgcd pgcd";

const OPENING: &str =
    "lbrace { { { langle ⟨ lceil ⌈ lfloor ⌊ lbrack [ llbracket ⟦ lparen ( lgroup ⟮";

const CLOSING: &str =
    "rbrace } } } rangle ⟩ rceil ⌉ rfloor ⌋ rbrack ] rrbracket ⟧ rparen ) rgroup ⟯";

const SPACES: &str = ", 0.1667 thinspace 0.1667 : 0.2222 > 0.2222 medspace 0.2222 ; 0.2778 thickspace 0.2778 \
    ! -0.1667 negthinspace -0.1667 enspace 0.5 quad 1 qquad 2 space 0.25 nobreakspace 0.25 enskip 0.5";

/// The sign of a name.
pub(super) fn sign(name: &str) -> Option<Sign> {
    static SIGNS: OnceLock<Vec<Shelf>> = OnceLock::new();
    let shelf = &SIGNS.get_or_init(shelves)[shelf_of(name)];
    shelf.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign)
}

/// Names that begin and end with the same letters, to look through few of them.
type Shelf = Vec<(&'static str, Sign)>;

const SHELVES: usize = 64;

fn shelf_of(name: &str) -> usize {
    let bytes = name.as_bytes();
    let (first, last) = (bytes.first().copied().unwrap_or(0), bytes.last().copied().unwrap_or(0));
    usize::from(first.wrapping_mul(7).wrapping_add(last)) % SHELVES
}

fn shelves() -> Vec<Shelf> {
    let mut shelves = vec![Vec::new(); SHELVES];
    let mut add = |table: &'static str, make: fn(&'static str) -> Sign| {
        for (name, sign) in pairs(table) {
            shelves[shelf_of(name)].push((name, make(sign)));
        }
    };
    add(LETTERS, Sign::Letter);
    add(UPRIGHT, Sign::Upright);
    add(OPERATORS, Sign::Operator);
    add(LARGE, Sign::Large);
    add(INTEGRALS, Sign::Integral);
    add(FUNCTIONS, Sign::Function);
    add(LIMIT_FUNCTIONS, Sign::LimitFunction);
    add(OPENING, Sign::Opening);
    add(CLOSING, Sign::Closing);
    add(SPACES, Sign::Space);
    shelves
}

/// Accents: what stands over a letter, and whether it stretches.
pub(super) fn accent(name: &str) -> Option<(&'static str, bool)> {
    const FIXED: &str =
        "hat ^ check ˇ tilde ~ acute ´ grave ` dot ˙ ddot ¨ breve ˘ bar ¯ vec → mathring ˚ dddot ⃛";
    const STRETCHED: &str = "widehat ^ widetilde ~ overrightarrow → overleftarrow ← overleftrightarrow ↔ \
        overbrace ⏞ overparen ⏜ wideparen ⏜ overarc ⏜";
    find(FIXED, name)
        .map(|sign| (sign, false))
        .or_else(|| find(STRETCHED, name).map(|sign| (sign, true)))
}

/// What stretches under an expression.
pub(super) fn under(name: &str) -> Option<&'static str> {
    find("underbrace ⏟ underrightarrow → underleftarrow ← underparen ⏝", name)
}

/// What stretches between the texts of an arrow that carries some.
pub(super) fn long_arrow(name: &str) -> Option<&'static str> {
    find(
        "xrightarrow → xleftarrow ← xleftrightarrow ↔ xRightarrow ⇒ xLeftarrow ⇐ xmapsto ↦ xlongequal =",
        name,
    )
}

/// The sign that belongs to a combining accent of text mode, as in `\'e`.
pub(super) fn text_accent(sign: char) -> Option<char> {
    Some(match sign {
        '\'' => '\u{301}',
        '`' => '\u{300}',
        '^' => '\u{302}',
        '"' => '\u{308}',
        '~' => '\u{303}',
        'c' => '\u{327}',
        _ => return None,
    })
}

fn find(table: &'static str, name: &str) -> Option<&'static str> {
    pairs(table).find(|(key, _)| *key == name).map(|(_, sign)| sign)
}

fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut words = table.split_ascii_whitespace();
    std::iter::from_fn(move || Some((words.next()?, words.next()?)))
}
