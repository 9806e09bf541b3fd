#!/usr/bin/env python3
"""Makes clip_*.safetensors and clip_*.json: two small CLIPs and what they give.

    pip install torch transformers open_clip_torch safetensors
    make_clip_reference.py

clip_hugging_face is a CLIPModel of transformers, clip_openai one of open_clip,
whose tensors have openai/CLIP's names. Both have random weights, which are kept
as float16. The .json has the features of two images and three texts, computed in
float32 from those weights; images and texts follow from the formulas below, which
the tests have too.
"""

import json
import os

import open_clip.model
import torch
import transformers
from safetensors.torch import save_file

HERE = os.path.dirname(os.path.abspath(__file__))

IMAGE, PATCH, FEATURES = 12, 4, 24
VOCABULARY, CONTEXT = 50, 13
VISION_WIDTH, TEXT_WIDTH, LAYERS, MLP_RATIO = 128, 64, 2, 0.5
END = VOCABULARY - 1


def images():
    index = torch.arange(2 * 3 * IMAGE * IMAGE)
    return ((index * 37 % 101) / 50.0 - 1.0).reshape(2, 3, IMAGE, IMAGE)


def texts():
    rows = torch.full((3, CONTEXT), END)
    for i, length in enumerate((1, 6, CONTEXT - 1)):
        index = torch.arange(length)
        rows[i, :length] = (index * 7 + i * 11) % END
    return rows


def hugging_face():
    config = transformers.CLIPConfig(
        vision_config=dict(
            hidden_size=VISION_WIDTH,
            intermediate_size=int(MLP_RATIO * VISION_WIDTH),
            num_attention_heads=VISION_WIDTH // 64,
            num_hidden_layers=LAYERS,
            image_size=IMAGE,
            patch_size=PATCH),
        text_config=dict(
            hidden_size=TEXT_WIDTH,
            intermediate_size=int(MLP_RATIO * TEXT_WIDTH),
            num_attention_heads=TEXT_WIDTH // 64,
            num_hidden_layers=LAYERS,
            vocab_size=VOCABULARY,
            max_position_embeddings=CONTEXT,
            eos_token_id=END,
            bos_token_id=0,
            pad_token_id=END),
        projection_dim=FEATURES)
    model = transformers.CLIPModel(config)
    return (model, lambda x: model.get_image_features(pixel_values=x),
            lambda ids: model.get_text_features(input_ids=ids))


def openai():
    model = open_clip.model.CLIP(
        embed_dim=FEATURES,
        vision_cfg=open_clip.model.CLIPVisionCfg(
            layers=LAYERS,
            width=VISION_WIDTH,
            head_width=64,
            mlp_ratio=MLP_RATIO,
            patch_size=PATCH,
            image_size=IMAGE),
        text_cfg=open_clip.model.CLIPTextCfg(
            context_length=CONTEXT,
            vocab_size=VOCABULARY,
            width=TEXT_WIDTH,
            heads=TEXT_WIDTH // 64,
            layers=LAYERS,
            mlp_ratio=MLP_RATIO),
        quick_gelu=True)
    return model, model.encode_image, model.encode_text


def write(name, model, encode_image, encode_text):
    model.eval()
    with torch.no_grad():
        for parameter in model.parameters():
            spread = parameter.shape[-1]**-0.5 if parameter.dim() > 1 else 0.1
            if parameter.dim() > 0:
                parameter.copy_(parameter.mul(0.5) +
                                torch.randn_like(parameter) * spread)
            parameter.copy_(parameter.half().float())
        image_features = encode_image(images())
        text_features = encode_text(texts())
    tensors = {
        key: value.half().contiguous()
        for key, value in model.state_dict().items()
        if value.is_floating_point()
    }
    save_file(tensors, os.path.join(HERE, name + ".safetensors"))
    features = {
        "images": image_features.tolist(),
        "texts": text_features.tolist(),
        "logit_scale": model.logit_scale.exp().item(),
    }
    for rows in (features["images"], features["texts"]):
        rows[:] = [[round(value, 5) for value in row] for row in rows]
    with open(os.path.join(HERE, name + ".json"), "w") as file:
        file.write(json.dumps(features, indent=1) + "\n")


def main():
    torch.manual_seed(3)
    write("clip_hugging_face", *hugging_face())
    write("clip_openai", *openai())


if __name__ == "__main__":
    main()
