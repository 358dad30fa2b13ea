"""Training speed of the paper's autoencoder in Keras, to hold against test/bench/models.mjs.

python3 -m venv venv && venv/bin/pip install tensorflow-cpu==2.15.1 && venv/bin/python test/bench/keras_training.py 64 20
"""
import os
import statistics
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import tensorflow as tf
from tensorflow.keras import Model, layers

batch, steps = (int(argument) for argument in (sys.argv[1:3] or ("64", "20")))
filters = [(16, 4), (32, 2), (64, 2), (128, 2), (256, 2)]

image = y = layers.Input((160, 160, 1))
for count, kernel in filters:
    y = layers.Conv2D(count, kernel, strides=2, padding="same", activation="elu")(y)
y = layers.Dense(2048, activation="elu")(layers.Flatten()(y))
encoder = Model(image, [layers.Dense(512)(y), layers.Dense(512)(y)])

z = y = layers.Input((512,))
y = layers.Dense(6400, activation="elu")(layers.Dense(2048, activation="elu")(y))
y = layers.Reshape((5, 5, 256))(y)
for (count, _), (_, kernel) in zip(filters[-2::-1], filters[:0:-1]):
    y = layers.Conv2DTranspose(count, kernel, strides=2, padding="same", activation="elu")(y)
decoder = Model(z, layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh")(y))

optimizer = tf.keras.optimizers.Nadam(1e-4)
weights = encoder.trainable_variables + decoder.trainable_variables
print(f"tensorflow {tf.__version__}, {encoder.count_params()} + {decoder.count_params()} parameters")


@tf.function
def step(images):
    with tf.GradientTape() as tape:
        mean, log_variance = encoder(images)
        decoded = decoder(mean + tf.exp(0.5 * log_variance) * tf.random.normal(tf.shape(mean)))
        divergence = -0.5 * tf.reduce_mean(tf.reduce_sum(1 + log_variance - mean**2 - tf.exp(log_variance), 1))
        loss = tf.reduce_mean((images - decoded) ** 2) + 0.1 * divergence / 25600
    optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
    return loss


images = tf.random.uniform((batch, 160, 160, 1), -1, 1)
for _ in range(4):
    step(images)
seconds = []
for _ in range(steps):
    start = time.perf_counter()
    float(step(images))
    seconds.append(time.perf_counter() - start)
print(f"training paper, batch {batch}: {batch / statistics.median(seconds):.0f} samples/s (median of {steps} steps)")
