/**
 * The arithmetic on the processor's vectors, for a JVM with the module {@code
 * jdk.incubator.vector}; without it, nothing here is loaded.
 *
 * <p>C2 (JDK 17) keeps vectors in registers only where it inlines every operation on them, and it
 * stops inlining at 8,000 bytecodes for a compiled method with all that it inlines. So each method
 * here is one loop, holds some sixty vector operations at most, and is longer than the 325
 * bytecodes up to which C2 would inline it into its caller, where several would add up. A test
 * counts.
 */
@NullMarked
package io.chronoshard.kernel.vector;

import org.jspecify.annotations.NullMarked;
