/**
 * The arithmetic on the processor's vectors, for a JVM with the module {@code
 * jdk.incubator.vector}; without it, nothing here is loaded.
 *
 * <p>C2 (JDK 17) keeps vectors in registers only where it inlines every operation on them, and it
 * stops inlining once a method with all that it inlines has too many nodes. So each method here is
 * one loop with sixty vector operations at most; and what has many is longer than the 325 bytecodes
 * up to which C2 would inline it into its caller, where several would add up. Floats are never read
 * as integers: C2 forgets the vector's type at {@code reinterpretAs…}, and in some runs then
 * allocates each vector that follows. Tests count the operations, and find the reinterpretations.
 */
@NullMarked
package io.chronoshard.kernel.vector;

import org.jspecify.annotations.NullMarked;
