//! The n-dimensional array: a window (shape, strides, offset) on shared storage.
//!
//! Views share the storage, so writing through one is seen through the others. Reading hands out
//! buffers in C order, borrowed where the window is contiguous. It must not know Python's names or
//! protocols; objects are only carried.

use std::cell::{Ref, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use num_complex::Complex64;
use rustpython_vm::PyObjectRef;

use super::dtype::{BOOL, DType, FLOAT, INT, Kind};

/// The elements. Text is kept as Python strings.
#[derive(Debug)]
pub(super) enum Data {
    Bool(Vec<bool>),
    Int(Vec<i64>),
    Float(Vec<f64>),
    Complex(Vec<Complex64>),
    Object(Vec<PyObjectRef>),
}

/// A type that storage holds.
pub(super) trait Element: Clone + Sized {
    fn of(data: &Data) -> Option<&[Self]>;
    fn of_mut(data: &mut Data) -> Option<&mut [Self]>;
    fn wrap(values: Vec<Self>) -> Data;
}

macro_rules! element {
    ($type:ty, $variant:ident) => {
        impl Element for $type {
            fn of(data: &Data) -> Option<&[Self]> {
                if let Data::$variant(values) = data { Some(values) } else { None }
            }
            fn of_mut(data: &mut Data) -> Option<&mut [Self]> {
                if let Data::$variant(values) = data { Some(values) } else { None }
            }
            fn wrap(values: Vec<Self>) -> Data {
                Data::$variant(values)
            }
        }
    };
}
element!(bool, Bool);
element!(i64, Int);
element!(f64, Float);
element!(Complex64, Complex);
element!(PyObjectRef, Object);

#[derive(Clone, Debug)]
pub(super) struct Array {
    pub(super) dtype: DType,
    pub(super) shape: Vec<usize>,
    /// In elements, not bytes.
    pub(super) strides: Vec<isize>,
    pub(super) offset: usize,
    pub(super) data: Rc<RefCell<Data>>,
    /// Whether the storage is another array's.
    pub(super) view: bool,
    /// Whether writing is refused (a broadcast window).
    pub(super) frozen: bool,
}

/// Elements in C order.
pub(super) enum Buffer<'a, T> {
    Borrowed(Ref<'a, [T]>),
    Owned(Vec<T>),
}

impl<T> Deref for Buffer<'_, T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        match self {
            Self::Borrowed(values) => values,
            Self::Owned(values) => values,
        }
    }
}

impl<T: Clone> Buffer<'_, T> {
    pub(super) fn into_vec(self) -> Vec<T> {
        match self {
            Self::Borrowed(values) => values.to_vec(),
            Self::Owned(values) => values,
        }
    }
}

pub(super) fn c_strides(shape: &[usize]) -> Vec<isize> {
    let mut strides = vec![1; shape.len()];
    for axis in (1..shape.len()).rev() {
        strides[axis - 1] = strides[axis] * shape[axis].max(1) as isize;
    }
    strides
}

impl Array {
    pub(super) fn new<T: Element>(dtype: DType, shape: Vec<usize>, values: Vec<T>) -> Self {
        Self::with_data(dtype, shape, T::wrap(values))
    }

    pub(super) fn with_data(dtype: DType, shape: Vec<usize>, data: Data) -> Self {
        let strides = c_strides(&shape);
        let data = Rc::new(RefCell::new(data));
        Self { dtype, shape, strides, offset: 0, data, view: false, frozen: false }
    }

    pub(super) fn floats(shape: Vec<usize>, values: Vec<f64>) -> Self {
        Self::new(FLOAT, shape, values)
    }

    pub(super) fn ints(shape: Vec<usize>, values: Vec<i64>) -> Self {
        Self::new(INT, shape, values)
    }

    pub(super) fn bools(shape: Vec<usize>, values: Vec<bool>) -> Self {
        Self::new(BOOL, shape, values)
    }

    pub(super) fn size(&self) -> usize {
        self.shape.iter().product()
    }

    pub(super) fn ndim(&self) -> usize {
        self.shape.len()
    }

    pub(super) fn contiguous(&self) -> bool {
        let mut expected = 1;
        for axis in (0..self.ndim()).rev() {
            if self.shape[axis] != 1 {
                if self.strides[axis] != expected {
                    return false;
                }
                expected *= self.shape[axis] as isize;
            }
        }
        true
    }

    /// Another window on the same storage.
    pub(super) fn window(&self, shape: Vec<usize>, strides: Vec<isize>, offset: usize) -> Self {
        Self { shape, strides, offset, view: true, ..self.clone() }
    }

    /// Calls with start, step and length for each run along the last axis, in C order.
    pub(super) fn runs(&self, mut visit: impl FnMut(usize, isize, usize)) {
        let Some((&length, outer)) = self.shape.split_last() else {
            return visit(self.offset, 1, 1);
        };
        if self.size() == 0 {
            return;
        }
        let step = self.strides[outer.len()];
        let mut counter = vec![0; outer.len()];
        let mut at = self.offset as isize;
        loop {
            visit(at as usize, step, length);
            let mut axis = outer.len();
            loop {
                if axis == 0 {
                    return;
                }
                axis -= 1;
                counter[axis] += 1;
                at += self.strides[axis];
                if counter[axis] < outer[axis] {
                    break;
                }
                at -= self.strides[axis] * counter[axis] as isize;
                counter[axis] = 0;
            }
        }
    }

    fn gather<T: Clone>(&self, source: &[T]) -> Vec<T> {
        let mut values = Vec::with_capacity(self.size());
        self.runs(|start, step, length| {
            if step == 1 {
                values.extend_from_slice(&source[start..start + length]);
            } else {
                let mut at = start as isize;
                for _ in 0..length {
                    values.push(source[at as usize].clone());
                    at += step;
                }
            }
        });
        values
    }

    /// The elements as stored; empty if storage is of another family.
    pub(super) fn raw<T: Element>(&self) -> Buffer<'_, T> {
        let data = self.data.borrow();
        if self.contiguous() {
            let (start, end) = (self.offset, self.offset + self.size());
            return Buffer::Borrowed(Ref::map(data, |data| match T::of(data) {
                Some(all) if end > start => &all[start..end],
                _ => &[],
            }));
        }
        Buffer::Owned(T::of(&data).map(|all| self.gather(all)).unwrap_or_default())
    }

    pub(super) fn to_floats(&self) -> Buffer<'_, f64> {
        match self.dtype.kind {
            Kind::Float => self.raw(),
            Kind::Bool => {
                Buffer::Owned(self.raw::<bool>().iter().map(|b| f64::from(*b as u8)).collect())
            }
            Kind::Uint if self.dtype.size == 8 => {
                Buffer::Owned(self.raw::<i64>().iter().map(|i| *i as u64 as f64).collect())
            }
            Kind::Int | Kind::Uint => {
                Buffer::Owned(self.raw::<i64>().iter().map(|i| *i as f64).collect())
            }
            _ => Buffer::Owned(self.raw::<Complex64>().iter().map(|c| c.re).collect()),
        }
    }

    pub(super) fn to_ints(&self) -> Buffer<'_, i64> {
        let whole = |f: f64| if f.is_nan() || f.abs() >= 9.3e18 { i64::MIN } else { f as i64 };
        match self.dtype.kind {
            Kind::Int | Kind::Uint => self.raw(),
            Kind::Bool => Buffer::Owned(self.raw::<bool>().iter().map(|b| i64::from(*b)).collect()),
            Kind::Float => Buffer::Owned(self.raw::<f64>().iter().map(|f| whole(*f)).collect()),
            _ => Buffer::Owned(self.raw::<Complex64>().iter().map(|c| whole(c.re)).collect()),
        }
    }

    pub(super) fn to_bools(&self) -> Buffer<'_, bool> {
        match self.dtype.kind {
            Kind::Bool => self.raw(),
            Kind::Int | Kind::Uint => {
                Buffer::Owned(self.raw::<i64>().iter().map(|i| *i != 0).collect())
            }
            Kind::Float => Buffer::Owned(self.raw::<f64>().iter().map(|f| *f != 0.0).collect()),
            _ => Buffer::Owned(
                self.raw::<Complex64>().iter().map(|c| c.re != 0.0 || c.im != 0.0).collect(),
            ),
        }
    }

    pub(super) fn to_complexes(&self) -> Buffer<'_, Complex64> {
        if self.dtype.kind == Kind::Complex {
            return self.raw();
        }
        Buffer::Owned(self.to_floats().iter().map(|f| Complex64::new(*f, 0.0)).collect())
    }

    /// A contiguous copy.
    pub(super) fn copy(&self) -> Self {
        let data = match &*self.data.borrow() {
            Data::Bool(all) => Data::Bool(self.gather(all)),
            Data::Int(all) => Data::Int(self.gather(all)),
            Data::Float(all) => Data::Float(self.gather(all)),
            Data::Complex(all) => Data::Complex(self.gather(all)),
            Data::Object(all) => Data::Object(self.gather(all)),
        };
        Self::with_data(self.dtype, self.shape.clone(), data)
    }

    /// The same numbers in another numeric type.
    pub(super) fn cast_numbers(&self, dtype: DType) -> Self {
        let narrow = dtype.is_narrow();
        let data = match dtype.kind {
            Kind::Bool => Data::Bool(self.to_bools().into_vec()),
            Kind::Int | Kind::Uint => {
                let mut values = self.to_ints().into_vec();
                if dtype == super::dtype::UINT64 && self.dtype.kind == Kind::Float {
                    for (value, float) in values.iter_mut().zip(self.to_floats().iter()) {
                        if *float >= 9.2e18 {
                            *value = *float as u64 as i64;
                        }
                    }
                }
                if narrow && self.dtype != dtype {
                    values.iter_mut().for_each(|value| *value = dtype.wrap(*value));
                }
                Data::Int(values)
            }
            Kind::Float => {
                let mut values = self.to_floats().into_vec();
                if narrow && self.dtype != dtype {
                    values.iter_mut().for_each(|value| *value = dtype.round(*value));
                }
                Data::Float(values)
            }
            _ => {
                let mut values = self.to_complexes().into_vec();
                if narrow {
                    for value in &mut values {
                        *value = Complex64::new(dtype.round(value.re), dtype.round(value.im));
                    }
                }
                Data::Complex(values)
            }
        };
        Self::with_data(dtype, self.shape.clone(), data)
    }

    /// Rounds freshly computed values to a narrow type.
    pub(super) fn narrowed(mut self, dtype: DType) -> Self {
        self.dtype = dtype;
        if dtype.is_narrow() {
            match &mut *self.data.borrow_mut() {
                Data::Int(all) => all.iter_mut().for_each(|v| *v = dtype.wrap(*v)),
                Data::Float(all) => all.iter_mut().for_each(|v| *v = dtype.round(*v)),
                Data::Complex(all) => all
                    .iter_mut()
                    .for_each(|v| *v = Complex64::new(dtype.round(v.re), dtype.round(v.im))),
                _ => {}
            }
        }
        self
    }

    /// Writes elements of the same storage, in C order, into the window.
    pub(super) fn scatter<T: Element>(&self, values: &[T]) {
        let mut data = self.data.borrow_mut();
        let Some(all) = T::of_mut(&mut data) else { return };
        let single = values.len() == 1;
        let mut next = 0;
        self.runs(|start, step, length| {
            let mut at = start as isize;
            for _ in 0..length {
                all[at as usize] = values[if single { 0 } else { next }].clone();
                next += 1;
                at += step;
            }
        });
    }

    /// Writes an array of the same dtype and the same number of elements (or one).
    pub(super) fn store(&self, values: &Self) {
        let values =
            if Rc::ptr_eq(&self.data, &values.data) { values.copy() } else { values.clone() };
        match self.dtype.kind {
            Kind::Bool => self.scatter::<bool>(&values.raw()),
            Kind::Int | Kind::Uint => self.scatter::<i64>(&values.raw()),
            Kind::Float => self.scatter::<f64>(&values.raw()),
            Kind::Complex => self.scatter::<Complex64>(&values.raw()),
            Kind::Str | Kind::Object => self.scatter::<PyObjectRef>(&values.raw()),
        }
    }

    /// Elements at positions counted in C order.
    pub(super) fn pick(&self, positions: &[usize], shape: Vec<usize>) -> Self {
        fn chosen<T: Element>(array: &Array, positions: &[usize]) -> Data {
            let all = array.raw::<T>();
            T::wrap(positions.iter().map(|at| all[*at].clone()).collect())
        }
        let data = match self.dtype.kind {
            Kind::Bool => chosen::<bool>(self, positions),
            Kind::Int | Kind::Uint => chosen::<i64>(self, positions),
            Kind::Float => chosen::<f64>(self, positions),
            Kind::Complex => chosen::<Complex64>(self, positions),
            Kind::Str | Kind::Object => chosen::<PyObjectRef>(self, positions),
        };
        Self::with_data(self.dtype, shape, data)
    }

    /// Storage of zeros; for objects, of the given one.
    pub(super) fn filled(dtype: DType, shape: Vec<usize>, empty: PyObjectRef) -> Self {
        let size = shape.iter().product();
        let data = match dtype.kind {
            Kind::Bool => Data::Bool(vec![false; size]),
            Kind::Int | Kind::Uint => Data::Int(vec![0; size]),
            Kind::Float => Data::Float(vec![0.0; size]),
            Kind::Complex => Data::Complex(vec![Complex64::new(0.0, 0.0); size]),
            Kind::Str | Kind::Object => Data::Object(vec![empty; size]),
        };
        Self::with_data(dtype, shape, data)
    }

    /// The window seen with this shape, or `None` where the shapes do not fit.
    pub(super) fn broadcast(&self, shape: &[usize]) -> Option<Self> {
        if self.shape == shape {
            return Some(self.clone());
        }
        let missing = shape.len().checked_sub(self.ndim())?;
        let mut strides = vec![0; shape.len()];
        for axis in 0..self.ndim() {
            if self.shape[axis] == shape[axis + missing] {
                strides[axis + missing] = self.strides[axis];
            } else if self.shape[axis] != 1 {
                return None;
            }
        }
        let mut seen = self.window(shape.to_vec(), strides, self.offset);
        seen.frozen = true;
        Some(seen)
    }

    /// The same elements with another shape of the same size: a view where strides allow it.
    pub(super) fn reshaped(&self, shape: Vec<usize>) -> Self {
        if self.contiguous() {
            let strides = c_strides(&shape);
            return self.window(shape, strides, self.offset);
        }
        match self.regrouped(&shape) {
            Some(strides) => self.window(shape, strides, self.offset),
            None => {
                let mut copy = self.copy();
                copy.strides = c_strides(&shape);
                copy.shape = shape;
                copy
            }
        }
    }

    /// Strides that show the window with another shape, if there are any.
    fn regrouped(&self, shape: &[usize]) -> Option<Vec<isize>> {
        let old: Vec<(usize, isize)> = self
            .shape
            .iter()
            .copied()
            .zip(self.strides.iter().copied())
            .filter(|(n, _)| *n != 1)
            .collect();
        let mut strides = vec![1; shape.len()];
        let (mut from, mut to) = (0, 0);
        while from < old.len() && to < shape.len() {
            let (mut end_from, mut end_to) = (from + 1, to + 1);
            let (mut size_from, mut size_to) = (old[from].0, shape[to]);
            while size_from != size_to {
                if size_from < size_to {
                    size_from *= old.get(end_from)?.0;
                    end_from += 1;
                } else {
                    size_to *= *shape.get(end_to)?;
                    end_to += 1;
                }
            }
            for pair in old[from..end_from].windows(2) {
                if pair[0].1 != pair[1].1 * pair[1].0 as isize {
                    return None;
                }
            }
            strides[end_to - 1] = old[end_from - 1].1;
            for axis in (to..end_to - 1).rev() {
                strides[axis] = strides[axis + 1] * shape[axis + 1] as isize;
            }
            (from, to) = (end_from, end_to);
        }
        Some(strides)
    }

    /// The axes in another order.
    pub(super) fn permuted(&self, axes: &[usize]) -> Self {
        let shape = axes.iter().map(|axis| self.shape[*axis]).collect();
        let strides = axes.iter().map(|axis| self.strides[*axis]).collect();
        self.window(shape, strides, self.offset)
    }

    /// The window at one place of one axis.
    pub(super) fn at(&self, axis: usize, index: usize) -> Self {
        let mut part = self.clone();
        part.offset = (self.offset as isize + self.strides[axis] * index as isize) as usize;
        part.shape.remove(axis);
        part.strides.remove(axis);
        part.view = true;
        part
    }
}

/// The shape that all of these fit into.
pub(super) fn common_shape(shapes: &[&[usize]]) -> Option<Vec<usize>> {
    let ndim = shapes.iter().map(|shape| shape.len()).max().unwrap_or(0);
    let mut common = vec![1; ndim];
    for shape in shapes {
        let missing = ndim - shape.len();
        for (axis, &length) in shape.iter().enumerate() {
            let slot = &mut common[axis + missing];
            if *slot == 1 {
                *slot = length;
            } else if length != 1 && length != *slot {
                return None;
            }
        }
    }
    Some(common)
}

/// A shape as Python writes a tuple.
pub(super) fn shape_text(shape: &[usize]) -> String {
    match shape {
        [only] => format!("({only},)"),
        _ => {
            let parts: Vec<String> = shape.iter().map(usize::to_string).collect();
            format!("({})", parts.join(","))
        }
    }
}
