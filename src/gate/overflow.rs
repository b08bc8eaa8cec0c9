//! Overflows of guest stacks: a fault at the guard page ends the run and not the process.
//!
//! The engine asks for the rest of the stack wherever it recurses, so this is for what it has overlooked.

use std::{
    ptr,
    sync::{Once, OnceLock},
};

use corosensei::trap::{CoroutineTrapHandler, TrapHandlerRegs};

use super::stack::Overflowed;
use crate::environment::Environment;

/// A stack that a guest runs on.
#[derive(Clone, Copy)]
pub(super) struct Guarded {
    handler: CoroutineTrapHandler<Overflowed>,
    /// The lowest address of the stack, where its guard page is.
    lowest: usize,
}

/// The handlers that were there before, of `SIGSEGV` and `SIGBUS`.
static PREVIOUS: OnceLock<[libc::sigaction; 2]> = OnceLock::new();

const SIGNALS: [libc::c_int; 2] = [libc::SIGSEGV, libc::SIGBUS];

/// What lies below a stack: a page, and what a large frame may reach at once.
const GUARD: usize = 64 << 10;

/// The room for the handler, and for the one that Node has for WebAssembly.
const SIGNAL_STACK: usize = 64 << 10;

impl Guarded {
    pub(super) fn new(handler: CoroutineTrapHandler<Overflowed>, lowest: usize) -> Self {
        Self { handler, lowest }
    }

    /// Whether an address, about that of the caller's frame, is on the stack.
    pub(super) fn holds(&self, address: usize) -> bool {
        self.handler.stack_ptr_in_bounds(address)
    }
}

/// Has faults of this thread handled.
pub(crate) fn install() {
    give_signal_stack();
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: `handle` calls nothing that a signal handler may not. All-zero is valid for what is not set.
        unsafe {
            let _ = PREVIOUS.set(SIGNALS.map(|signal| {
                let mut previous: libc::sigaction = std::mem::zeroed();
                libc::sigaction(signal, ptr::null(), &mut previous);
                previous
            }));
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = handle as *const () as usize;
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER;
            for signal in SIGNALS {
                libc::sigaction(signal, &action, ptr::null_mut());
            }
        }
        napi::bindgen_prelude::retain_current_module_for_unload_safety();
    });
}

/// A stack for handlers, where the thread has none: that of the guest has no room left.
fn give_signal_stack() {
    // SAFETY: asks for and sets the signal stack of this thread. The memory is leaked, for the kernel may use it until
    // the thread ends.
    unsafe {
        let mut present: libc::stack_t = std::mem::zeroed();
        libc::sigaltstack(ptr::null(), &mut present);
        if present.ss_flags & libc::SS_DISABLE == 0 {
            return;
        }
        let memory = Box::leak(vec![0u8; SIGNAL_STACK].into_boxed_slice());
        let stack = libc::stack_t { ss_sp: memory.as_mut_ptr().cast(), ss_flags: 0, ss_size: SIGNAL_STACK };
        libc::sigaltstack(&stack, ptr::null_mut());
    }
}

unsafe extern "C" fn handle(signal: libc::c_int, information: *mut libc::siginfo_t, context: *mut libc::c_void) {
    // SAFETY: the kernel passes both; the context is one of this platform.
    let (address, registers) =
        unsafe { ((*information).si_addr().addr(), &mut (*context.cast::<libc::ucontext_t>()).uc_mcontext) };
    if let Some(guarded) = Environment::try_current().and_then(|environment| environment.gate.innermost_stack())
        && (guarded.lowest..guarded.lowest + GUARD).contains(&address)
        && guarded.holds(stack_pointer(registers).max(guarded.lowest))
    {
        // SAFETY: the fault is on the stack of the coroutine that the handler is of, which is suspended in it; the
        // registers are set below. What its frames held is never used again: the gate breaks the context.
        let answer = unsafe { guarded.handler.setup_trap_handler(|| Overflowed) };
        set_registers(registers, &answer);
        return;
    }
    // SAFETY: hands the same arguments on to who was asked before.
    unsafe { pass_on(signal, information, context) };
}

/// Another fault is that of who handled it before.
unsafe fn pass_on(signal: libc::c_int, information: *mut libc::siginfo_t, context: *mut libc::c_void) {
    let index = usize::from(signal == libc::SIGBUS);
    let previous = PREVIOUS.get().map(|previous| previous[index]);
    match previous {
        Some(previous) if previous.sa_sigaction != libc::SIG_DFL && previous.sa_sigaction != libc::SIG_IGN => {
            type Action = unsafe extern "C" fn(libc::c_int, *mut libc::siginfo_t, *mut libc::c_void);
            type Simple = unsafe extern "C" fn(libc::c_int);
            // SAFETY: the flag says which of the two the function is.
            unsafe {
                if previous.sa_flags & libc::SA_SIGINFO != 0 {
                    std::mem::transmute::<usize, Action>(previous.sa_sigaction)(signal, information, context);
                } else {
                    std::mem::transmute::<usize, Simple>(previous.sa_sigaction)(signal);
                }
            }
        }
        // The instruction faults again, and the process ends as it would have ended.
        // SAFETY: the default action.
        _ => unsafe {
            libc::signal(signal, libc::SIG_DFL);
        },
    }
}

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
fn stack_pointer(registers: &libc::mcontext_t) -> usize {
    registers.gregs[libc::REG_RSP as usize] as usize
}

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
fn set_registers(registers: &mut libc::mcontext_t, answer: &TrapHandlerRegs) {
    let TrapHandlerRegs { rip, rsp, rbp, rdi, rsi } = *answer;
    for (register, value) in
        [(libc::REG_RIP, rip), (libc::REG_RSP, rsp), (libc::REG_RBP, rbp), (libc::REG_RDI, rdi), (libc::REG_RSI, rsi)]
    {
        registers.gregs[register as usize] = value as i64;
    }
}

#[cfg(all(target_os = "linux", target_arch = "aarch64"))]
fn stack_pointer(registers: &libc::mcontext_t) -> usize {
    registers.sp as usize
}

#[cfg(all(target_os = "linux", target_arch = "aarch64"))]
fn set_registers(registers: &mut libc::mcontext_t, answer: &TrapHandlerRegs) {
    let TrapHandlerRegs { pc, sp, x0, x1, x29, lr } = *answer;
    registers.pc = pc;
    registers.sp = sp;
    for (register, value) in [(0, x0), (1, x1), (29, x29), (30, lr)] {
        registers.regs[register] = value;
    }
}
